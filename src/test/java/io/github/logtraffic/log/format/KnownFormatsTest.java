package io.github.logtraffic.log.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.entry.AccessLogEntry;
import io.github.logtraffic.log.entry.EntryTexts;
import io.github.logtraffic.log.entry.Swar;
import io.github.logtraffic.log.value.Blanks;
import io.github.logtraffic.log.value.Clients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is read of the logs under {@code formats}: {@code NAME.log} is a log, {@code NAME.format}, if there is one, what a user
 * types for its format, which is detected otherwise, and {@code NAME.expected.tsv} says the format, and of each line its
 * fields or what is malformed in it. {@code mvn test -Dtest=KnownFormatsTest -Dcases.populate=true} writes what is expected
 * anew; read the difference before you keep it.
 */
class KnownFormatsTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "formats");
    private static final long NOW = 1_800_000_000; // 2027-01-15
    private static final List<String> TEXTS = List.of(
            FieldNames.METHOD,
            FieldNames.TARGET,
            FieldNames.PROTOCOL,
            FieldNames.HOST,
            FieldNames.USER,
            FieldNames.REFERER,
            FieldNames.USER_AGENT,
            FieldNames.UPSTREAM,
            FieldNames.X_FORWARDED_FOR);
    private static final String HEAD = "line\tclient\ttime\tstatus\tbytes\tduration\t" + String.join("\t", TEXTS);

    @ParameterizedTest
    @MethodSource("logs")
    void everyFieldIsRead(String name) throws IOException, FormatSyntaxException {
        Path expected = FOLDER.resolve(name + ".expected.tsv");
        String read = String.join("\n", rows(name)) + "\n";
        if (Boolean.getBoolean("cases.populate")) {
            Files.writeString(expected, read);
        }
        assertThat(read).isEqualTo(Files.readString(expected));
    }

    /** A counter wants few fields, and a parser then reads less; what it does read must not depend on that. */
    @ParameterizedTest
    @MethodSource("logs")
    void whatIsCountedDoesNotDependOnWhatElseIsWanted(String name) throws IOException, FormatSyntaxException {
        byte[] log = log(name);
        LogFormat format = format(name, log);
        List<String> counts = lines(log, format.newParser(EntryPlan.COUNTS), EntryPlan.COUNTS);
        EntryPlan all = EntryPlan.of(TEXTS);
        assertThat(counts).isEqualTo(lines(log, format.newParser(all), EntryPlan.COUNTS));
        for (String text : TEXTS) {
            EntryPlan one = EntryPlan.of(List.of(text));
            assertThat(lines(log, format.newParser(one), one))
                    .isEqualTo(lines(log, format.newParser(all), EntryPlan.of(TEXTS), text));
        }
    }

    static List<String> logs() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith(".log"))
                    .map(file -> file.substring(0, file.length() - ".log".length()))
                    .sorted()
                    .toList();
        }
    }

    private static byte[] log(String name) throws IOException {
        return Files.readAllBytes(FOLDER.resolve(name + ".log"));
    }

    private static LogFormat format(String name, byte[] log) throws IOException, FormatSyntaxException {
        Path given = FOLDER.resolve(name + ".format");
        LogFormat format = Files.exists(given)
                ? FormatDetector.among(
                        List.of(LogFormats.parse(Files.readString(given).strip())), log, 0, log.length, NOW)
                : FormatDetector.detect(log, 0, log.length, NOW);
        return Objects.requireNonNull(format, "no format fits");
    }

    private static List<String> rows(String name) throws IOException, FormatSyntaxException {
        byte[] log = log(name);
        LogFormat format = format(name, log);
        EntryPlan plan = EntryPlan.of(TEXTS);
        List<String> rows = new ArrayList<>();
        rows.add("# " + format
                + format.prefix()
                        .map(prefix -> " behind " + prefix.description())
                        .orElse(""));
        rows.add(HEAD);
        rows.addAll(lines(log, format.newParser(plan), plan));
        return rows;
    }

    /** A row for each line that is neither blank nor a comment; with those of the texts that the plan has. */
    private static List<String> lines(byte[] log, LineParser parser, EntryPlan plan) {
        return lines(log, parser, plan, "");
    }

    private static List<String> lines(byte[] log, LineParser parser, EntryPlan plan, String only) {
        List<String> rows = new ArrayList<>();
        AccessLogEntry entry = EntryPlan.of(TEXTS).newEntry();
        int number = 0;
        for (int at = 0; at < log.length; ) {
            int to = Swar.indexOf(log, at, log.length, Swar.LINE_FEED);
            number++;
            if (log[at] == '#') {
                parser.comment(log, at, to);
            } else if (!Blanks.areAll(log, at, to)) {
                MalformedReason malformed = parser.parse(log, at, to, entry);
                rows.add(
                        number + "\t" + (malformed == null ? row(entry, plan, only) : "malformed: " + malformed.key()));
            }
            at = to + 1;
        }
        return rows;
    }

    private static String row(AccessLogEntry entry, EntryPlan plan, String only) {
        List<String> cells = new ArrayList<>();
        cells.add(Clients.text(entry.client()));
        cells.add(Instant.ofEpochSecond(entry.epochSecond(), entry.microOfSecond() * 1_000L)
                .toString());
        cells.add(String.valueOf(entry.status()));
        cells.add(String.valueOf(entry.bodyBytes()));
        if (plan.wantsDuration() && (only.isEmpty() || plan.texts().contains(only))) {
            cells.add(entry.durationMicros() < 0 ? "" : entry.durationMicros() + "us");
        }
        for (int slot = 0; slot < plan.texts().size(); slot++) {
            if (only.isEmpty() || only.equals(plan.texts().get(slot))) {
                cells.add(EntryTexts.visible(entry, slot));
            }
        }
        return String.join("\t", cells);
    }
}
