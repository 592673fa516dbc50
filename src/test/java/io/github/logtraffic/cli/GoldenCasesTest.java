package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs each case under {@code src/test/resources/cases} and compares. After an intended change {@code mvn test
 * -Dtest=GoldenCasesTest -Dcases.populate=true} writes what is expected anew; read the difference before you keep it.
 */
class GoldenCasesTest {
    private static final Path ANALYZE = Path.of("src/test/resources/cases/analyze");
    private static final Path LINES = Path.of("src/test/resources/cases/lines");
    private static final Path BALANCE = Path.of("src/test/resources/cases/balance");
    private static final Path LIMIT = Path.of("src/test/resources/cases/limit");
    private static final Path CACHE = Path.of("src/test/resources/cases/cache");
    private static final Path REPLAY = Path.of("src/test/resources/cases/replay");
    private static final Path FORMATS = Path.of("src/test/resources/cases/formats");
    private static final Path SNAPSHOT = Path.of("src/test/resources/cases/snapshot");
    private static final Path MERGE = Path.of("src/test/resources/cases/merge");
    private static final Path DIFF = Path.of("src/test/resources/cases/diff");
    private static final Path STORE = Path.of("src/test/resources/cases/store");

    @TestFactory
    Stream<DynamicTest> theProgramDoesWhatTheCaseExpects(@TempDir Path temporary) throws IOException {
        List<GoldenCase> cases = new ArrayList<>(GoldenCase.allIn(ANALYZE));
        assertThat(cases).hasSizeGreaterThan(30);
        cases.addAll(GoldenCase.allIn(FORMATS));
        cases.addAll(GoldenCase.allIn(LINES));
        cases.addAll(GoldenCase.allIn(LIMIT));
        cases.addAll(GoldenCase.allIn(BALANCE));
        cases.addAll(GoldenCase.allIn(CACHE));
        cases.addAll(GoldenCase.allIn(REPLAY));
        cases.addAll(GoldenCase.allIn(SNAPSHOT));
        cases.addAll(GoldenCase.allIn(MERGE));
        cases.addAll(GoldenCase.allIn(DIFF));
        cases.addAll(GoldenCase.allIn(STORE));
        return cases.stream().map(golden -> DynamicTest.dynamicTest(golden.name(), () -> check(golden, temporary)));
    }

    private static void check(GoldenCase golden, Path temporary) throws IOException {
        Path out = Files.createDirectory(temporary.resolve(golden.name()));
        Path tmp = Files.createDirectory(temporary.resolve(golden.name() + ".tmp"));
        Map<String, String> actual = golden.actual(out, tmp);
        if (Boolean.getBoolean("cases.populate")) {
            golden.expect(actual);
        }
        assertThat(actual).isEqualTo(golden.expected());
    }
}
