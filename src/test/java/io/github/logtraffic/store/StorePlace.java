package io.github.logtraffic.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The places that hold the same contract. */
public enum StorePlace {
    DIRECTORY {
        @Override
        public Running start(Path folder) {
            return new Running(new DirectoryLocation(folder.resolve("store")), List.of());
        }
    },
    REDIS {
        @Override
        public Running start(Path folder) throws IOException, InterruptedException {
            LiveStore server = LiveStore.redis(folder);
            return new Running(server.location(), List.of(server));
        }
    },
    MEMCACHED {
        @Override
        public Running start(Path folder) throws IOException, InterruptedException {
            return memcached(1, folder);
        }
    },
    MANY_MEMCACHED {
        @Override
        public Running start(Path folder) throws IOException, InterruptedException {
            return memcached(3, folder);
        }
    };

    /** A place that is there. */
    public record Running(StoreLocation location, List<LiveStore> servers) implements AutoCloseable {
        @Override
        public void close() {
            servers.forEach(LiveStore::close);
        }
    }

    /** Makes the place be there; skips the test where what it takes is missing. */
    public abstract Running start(Path folder) throws IOException, InterruptedException;

    private static Running memcached(int count, Path folder) throws IOException, InterruptedException {
        List<LiveStore> servers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            servers.add(LiveStore.memcached(folder, "-m", "128"));
        }
        String location = servers.stream()
                .map(server -> "127.0.0.1:" + server.port())
                .collect(Collectors.joining(",", "memcached://", ""));
        return new Running(StoreLocation.parse(location, Map.of()), servers);
    }
}
