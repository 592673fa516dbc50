package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.format.FieldNames;
import io.github.logtraffic.log.format.KnownFormat;
import io.github.logtraffic.log.format.KnownFormats;
import io.github.logtraffic.log.value.ClientField;
import io.github.logtraffic.reference.Latin1;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Entries that are printed without who sent them: no field of any format lets an address through. */
class AnonymousLinesTest {
    private static final Path FORMATS = Path.of("src/test/resources/formats");

    /** Names that formats without names of their own give what holds a client. */
    private static final List<String> OWN_NAMES = List.of(
            "remote_addr",
            "remote_ip",
            "client_ip",
            "clientip",
            "ip",
            "forwardedfor",
            "request.remote_ip",
            "request.client_ip",
            "request.remote_addr",
            "downstream_remote_address",
            "c_ip",
            "c-ip");

    @TempDir
    Path folder;

    /** Every field of every format but those that stay as they were logged. */
    private static String fields() {
        Set<String> fields = new TreeSet<>(OWN_NAMES);
        KnownFormats.all().forEach(known -> fields.addAll(known.format().fieldNames()));
        fields.removeAll(FieldNames.STANDARD);
        fields.remove(FieldNames.REQUEST);
        fields.remove("_");
        fields.addAll(FieldNames.ADDRESSES);
        fields.add(FieldNames.CLIENT);
        return fields.stream().map(FieldNames::normalize).distinct().collect(Collectors.joining(","));
    }

    private static Stream<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(FORMATS)) {
            return files
                    .filter(file -> file.toString().endsWith(".log")
                            && !file.getFileName().toString().startsWith("given_"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static Stream<KnownFormat> known() {
        return KnownFormats.all().stream();
    }

    @ParameterizedTest
    @MethodSource("logs")
    void noAddressOfALogIsPrinted(Path log) throws IOException {
        Set<String> addresses = CommandRun.of("lines", "--fields", "client", log.toString())
                .out()
                .lines()
                .filter(client -> ClientField.isAddress(Latin1.bytes(client), 0, client.length()))
                .collect(Collectors.toSet());
        assertHidden(addresses, log);
    }

    @ParameterizedTest
    @MethodSource("known")
    void noAddressOfAnExampleIsPrinted(KnownFormat known) throws IOException {
        Path log = Files.writeString(folder.resolve("log"), known.example() + "\n");
        assertHidden(Set.of("203.0.113.7"), log, "--log-format", known.formatName());
    }

    private void assertHidden(Set<String> addresses, Path log, String... more) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "0123456789abcdef");
        for (String output : List.of("ndjson", "csv", "tsv")) {
            for (List<String> hidden :
                    List.of(List.of("--anonymize-bits", "32,128"), List.of("--pseudonymize-key", key.toString()))) {
                Stream<String> args = Stream.of(
                                Stream.of("lines", "--max-malformed", "100", "--fields", fields(), "-o", output),
                                Stream.of(log.toString()),
                                hidden.stream(),
                                Stream.of(more))
                        .flatMap(part -> part);
                CommandRun run = CommandRun.of(args.toArray(String[]::new));
                assertThat(run.exit()).as(run.err()).isZero();
                assertThat(run.out()).contains(hidden.get(0).equals("--anonymize-bits") ? "" : "c-");
                for (String address : addresses) {
                    assertThat(run.out() + run.err()).doesNotContain(address);
                }
            }
        }
    }

    @Test
    void pseudonymsAreThoseOfReports() throws IOException {
        Path log = Files.writeString(
                folder.resolve("log"), "203.0.113.7 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 512\n");
        Path key = Files.writeString(folder.resolve("key"), "0123456789abcdef");
        String lines = CommandRun.of("lines", "--pseudonymize-key", key.toString(), "--json", log.toString())
                .out();
        String client = lines.replaceFirst("(?s).*\"client\":\"(c-[0-9a-f]{16})\".*", "$1");
        assertThat(client).hasSize(18);
        assertThat(CommandRun.of("analyze", "--pseudonymize-key", key.toString(), log.toString())
                        .out())
                .contains(client);
    }
}
