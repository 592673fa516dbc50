package io.github.logtraffic.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The samples are what their generator makes. */
class SampleLogsTest {
    private static final Path SAMPLES = Path.of("samples");

    @Test
    void samplesAreWhatTheGeneratorMakes() throws IOException {
        assertThat(SAMPLES.resolve("access.log")).hasBinaryContent(SampleLogs.day(0));
        assertThat(SAMPLES.resolve("access.log.1")).hasBinaryContent(SampleLogs.day(1));
        assertThat(SAMPLES.resolve("hostile.log")).hasBinaryContent(HostileLines.all());
    }

    @Test
    void compressedSampleHoldsWhatTheGeneratorMakes() throws IOException {
        // Only decompressed: which bytes a compressor writes is its own affair.
        try (InputStream in = new GZIPInputStream(Files.newInputStream(SAMPLES.resolve("access.log.2.gz")))) {
            assertThat(in.readAllBytes()).isEqualTo(SampleLogs.day(2));
        }
    }
}
