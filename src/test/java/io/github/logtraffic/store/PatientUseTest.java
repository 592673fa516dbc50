package io.github.logtraffic.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class PatientUseTest {
    private final Path folder;

    PatientUseTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPutIsThere(StoreProtocol protocol) throws Exception {
        try (LiveStore server = protocol.start(folder)) {
            byte[] value = {1, 2, 3};
            PatientUse.of(server.location(), PatientUse.PATIENCE, store -> {
                store.put("a", value, Duration.ZERO);
                return true;
            });
            Optional<byte[]> found =
                    PatientUse.of(server.location(), PatientUse.PATIENCE, store -> Optional.ofNullable(store.get("a")));
            assertThat(found).contains(value);
        }
    }

    /** Of writing to a connection nothing else limits the time. */
    @ParameterizedTest
    @EnumSource
    void nobodyWaitsForEver(StoreProtocol protocol) throws Exception {
        try (LiveStore server = protocol.start(folder);
                TroubleServer proxy = TroubleServer.proxy(server.port())) {
            proxy.stall();
            assertThatThrownBy(() -> PatientUse.of(protocol.at(proxy.port()), Duration.ofSeconds(1), store -> {
                        store.put("a", new byte[40_000_000], Duration.ZERO);
                        return true;
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no answer within 1 s");
        }
    }
}
