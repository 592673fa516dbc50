package io.github.logtraffic.log.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.reference.Corruption;
import io.github.logtraffic.reference.Latin1;
import io.github.logtraffic.reference.Seeds;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The properties that {@link FormatFuzzTest} looks for a way around, with corrupted examples of every format. */
class FormatPropertiesTest {
    private static final int MEBIBYTE = 1 << 20;
    static final String[] REPEATED = {
        " ",
        "a",
        "A\u00ff",
        "-",
        "[",
        "] ",
        "[x] \"",
        "\"",
        "\" ",
        "\\",
        ", ",
        "/",
        "\t",
        "a:\t",
        "{\"a\":",
        "\"a\":1,",
        "1",
        "a "
    };

    @ParameterizedTest
    @MethodSource("known")
    void corruptedExamplesAreReadTheSameHoweverTheyAreRead(KnownFormat known) {
        LineProperties properties = new LineProperties(known.format());
        properties.check(Latin1.bytes(known.example()));
        Seeds.each(300, random -> {
            String log = known.example() + "\n" + Corruption.of(random, known.example());
            properties.check(Latin1.bytes(log + "\n" + Corruption.of(random, log)));
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatIsFuzzedStandsSeededCorruptions(FuzzTarget target) {
        List<String> seeds = target.seeds();
        Consumer<byte[]> check = target.newCheck();
        target.seedBytes().forEach(check);
        Seeds.each(1_000, random -> {
            String input = seeds.get(random.nextInt(seeds.size()));
            check.accept(Latin1.bytes(Corruption.of(random, input)));
        });
    }

    /** With time that grows with the square of its length, such a line would take hours. */
    @ParameterizedTest
    @MethodSource("formats")
    void hostileLinesAreReadInTheTimeOfTheirLength(LogFormat format, String example) {
        EntryPlan plan = EntryPlan.of(format.fieldNames());
        LineParser parser = plan.newParser(format);
        AccessLogEntry entry = plan.newEntry();
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (byte[] line : hostile(example)) {
                MalformedReason read = parser.parse(line, 0, line.length, entry);
                assertThat(read == null || parser.failedAt() <= line.length).isTrue();
            }
        });
        assertThat(parser.parse(Latin1.bytes(example), 0, example.length(), entry))
                .isNull();
    }

    /** The beginning of a line, of each of a few lengths, and what is nasty to find the end of. */
    private static Iterable<byte[]> hostile(String example) {
        return () -> Stream.of(REPEATED)
                .flatMap(repeated -> IntStream.rangeClosed(0, 4)
                        .mapToObj(quarters -> example.substring(0, example.length() * quarters / 4)
                                + repeated.repeat(MEBIBYTE / repeated.length())))
                .map(Latin1::bytes)
                .iterator();
    }

    static Stream<KnownFormat> known() {
        return KnownFormats.all().stream();
    }

    static Stream<Arguments> formats() {
        return Stream.concat(
                known().map(known -> Arguments.of(known.format(), known.example())),
                Stream.of(
                        custom(FuzzTarget.NGINX_PROXY_MANAGER, FuzzTarget.NGINX_PROXY_MANAGER_LINE),
                        custom(FuzzTarget.UNQUOTED, FuzzTarget.UNQUOTED_LINE),
                        custom("$x-$remote_addr-$status $time_iso8601", "a-b-200 2015-05-17T10:05:03Z"),
                        custom(
                                "$x $y $z $remote_addr [$time_local] $request $status",
                                "a b c d [17/May/2015:10:05:03 +0000] - 200"),
                        custom(
                                "$request $time_iso8601 $http_x_forwarded_for $status",
                                "GET / 2015-05-17T10:05:03Z 10.0.0.1, 10.0.0.2 200"),
                        custom("$x $host$request_uri $msec $status", "a example.com/?a 1712790000.5 200")));
    }

    private static Arguments custom(String typed, String example) {
        return Arguments.of(FuzzTarget.format(typed), example);
    }
}
