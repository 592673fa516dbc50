package io.github.logtraffic.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What is spoken to servers. */
public enum StoreProtocol {
    REDIS("redis://127.0.0.1:%d/0") {
        @Override
        public LiveStore start(Path folder) throws IOException, InterruptedException {
            return LiveStore.redis(folder);
        }

        @Override
        public LiveStore startSmall(Path folder) throws IOException, InterruptedException {
            return LiveStore.redis(folder, "--maxmemory", "4mb", "--maxmemory-policy", "noeviction");
        }
    },
    MEMCACHED("memcached://127.0.0.1:%d") {
        @Override
        public LiveStore start(Path folder) throws IOException, InterruptedException {
            return LiveStore.memcached(folder, "-m", "128");
        }

        @Override
        public LiveStore startSmall(Path folder) throws IOException, InterruptedException {
            return LiveStore.memcached(folder, "-m", "4");
        }
    };

    private final String form;

    StoreProtocol(String form) {
        this.form = form;
    }

    /** Starts one with room enough. */
    public abstract LiveStore start(Path folder) throws IOException, InterruptedException;

    /** Starts one that is full soon: Redis then refuses, memcached makes room. */
    public abstract LiveStore startSmall(Path folder) throws IOException, InterruptedException;

    /** What listens on a port of loopback. */
    public StoreLocation at(int port) {
        return StoreLocation.parse(form.formatted(port), Map.of());
    }
}
