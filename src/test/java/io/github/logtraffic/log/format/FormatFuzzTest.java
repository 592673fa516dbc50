package io.github.logtraffic.log.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Fuzzes, each {@link FuzzTarget} for five minutes, or the seconds that the property {@code fuzz.seconds} says.
 *
 * <p>With Jazzer in a process of its own, not with its {@code @FuzzTest}: that fuzzes one method in a run of the tests and
 * keeps what it generates in the folder of the project. Here all of it is in {@code target/fuzz}, where the next run goes
 * on from.
 */
@Tag("long")
class FormatFuzzTest {
    private static final int LONGEST_INPUT = 2_000;
    private static final String SANITIZERS = "com.code_intelligence.jazzer.sanitizers";
    private static final String PACKAGE = FormatFuzzTest.class.getPackageName();

    @ParameterizedTest
    @EnumSource
    void noInputBreaksAProperty(FuzzTarget target) throws Exception {
        Path folder = Path.of("target", "fuzz", target.name()).toAbsolutePath();
        Path log = folder.resolve("jazzer.log");
        writeSeeds(target, folder);
        Process jazzer = new ProcessBuilder(command(target, folder))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(jazzer.waitFor())
                    .as("exit status of Jazzer, see %s", log)
                    .isZero();
        } finally {
            jazzer.destroy();
        }
        assertThat(Files.readString(log)).contains("DONE");
    }

    private static void writeSeeds(FuzzTarget target, Path folder) throws IOException {
        Path seeds = Files.createDirectories(folder.resolve("seeds"));
        Files.createDirectories(folder.resolve("corpus"));
        int number = 0;
        for (byte[] seed : target.seedBytes()) {
            Files.write(seeds.resolve(Integer.toString(number++)), seed);
        }
    }

    private static List<String> command(FuzzTarget target, Path folder) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx600m", // this is the limit of memory, not Jazzer's own, which counts what is garbage
                "-cp",
                System.getProperty("java.class.path"),
                "-Djava.io.tmpdir=" + folder,
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FuzzDriver.class.getName(),
                "--target_args=" + target.name(),
                "--instrumentation_includes=io.github.logtraffic.log.**",
                "--instrumentation_excludes=" + PACKAGE + ".Fuzz**:" + PACKAGE + ".LineProperties**",
                "--disabled_hooks=" + SANITIZERS + ".RegexInjection:" + SANITIZERS + ".RegexRoadblocks",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/",
                "-max_total_time=" + Integer.getInteger("fuzz.seconds", 300),
                "-max_len=" + LONGEST_INPUT,
                "-rss_limit_mb=0",
                "-print_final_stats=1",
                folder.resolve("corpus").toString(),
                folder.resolve("seeds").toString());
    }
}
