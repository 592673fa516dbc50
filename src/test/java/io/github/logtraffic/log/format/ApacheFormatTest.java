package io.github.logtraffic.log.format;

import static io.github.logtraffic.log.format.Elements.describe;
import static io.github.logtraffic.log.format.Elements.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.logtraffic.log.format.FormatElement.Field;
import io.github.logtraffic.log.value.TimePattern;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The language of Apache's LogFormat and Tomcat's access log, and what its directives mean. */
class ApacheFormatTest {
    private static final String MEANINGS = """
            %a                    client/remote_addr 0 CLIENT
            %{remote}a            client/remote_addr 0 CLIENT
            %h                    client/remote_host 1 CLIENT
            %{c}a                 peer/peer_addr 0 CLIENT
            %{peer}a              peer/peer_addr 0 CLIENT
            %{c}h                 peer/peer_host 1 CLIENT
            %u                    user/remote_user 0 USER
            %r                    request 0 REQUEST
            %m                    method/request_method 0 METHOD
            %U                    path/request_path 0 PATH
            %q                    query/query_string 0 QUERY
            %H                    protocol/request_protocol 0 PROTOCOL
            %>s                   status/final_status 0 STATUS
            %s                    status/original_status 1 STATUS
            %<s                   status/original_status 2 STATUS
            %b                    bytes/body_bytes_sent 0 BYTES
            %B                    bytes/body_bytes_sent 0 BYTES
            %O                    bytes/bytes_sent 1 BYTES
            %{Host}i              host/http_host 0 HOST
            %V                    host/requested_server_name 1 HOST
            %v                    host/server_name 2 HOST
            %{Referer}i           referer/http_referer 0 TEXT
            %{User-Agent}i        user_agent/http_user_agent 0 TEXT
            %{User-agent}i        user_agent/http_user_agent 0 TEXT
            %{X-Forwarded-For}i   x_forwarded_for/http_x_forwarded_for 0 TEXT
            %{Accept-Language}i   accept_language 0 TEXT
            %{Status}i            http_status 0 TEXT
            %{Client}i            http_client 0 TEXT
            %{x.y:Z}i             x_y_z 0 TEXT
            %D                    duration/duration_us 0 MICROS
            %T                    duration/duration_s 1 SECONDS
            %{s}T                 duration/duration_s 1 SECONDS
            %{fracsec}T           duration/duration_s 0 SECONDS
            %{ms}T                duration/duration_ms 0 MILLIS
            %{MS}T                duration/duration_ms 0 MILLIS
            %{us}T                duration/duration_us 0 MICROS
            %{ns}T                duration/duration_ns 0 NANOS
            %^FB                  first_byte_duration 0 MICROS
            %F                    commit_duration 0 MILLIS
            %A                    server_addr 0 TEXT
            %f                    filename 0 TEXT
            %I                    bytes_received 0 TEXT
            %S                    bytes_transferred 0 TEXT
            %k                    keepalive_requests 0 NUMBER
            %l                    logname 0 TEXT
            %L                    log_id 0 TEXT
            %{c}L                 connection_log_id 0 TEXT
            %p                    server_port 0 NUMBER
            %{canonical}p         server_port 0 NUMBER
            %{local}p             local_port 0 NUMBER
            %{remote}p            remote_port 0 NUMBER
            %P                    pid 0 NUMBER
            %{pid}P               pid 0 NUMBER
            %{tid}P               thread_id 0 NUMBER
            %{hextid}P            thread_id 0 TEXT
            %R                    handler 0 TEXT
            %X                    connection_status 0 TEXT
            %c                    connection_status 0 TEXT
            %{Session}C           cookie_session 0 TEXT
            %{JSESSIONID}c        cookie_jsessionid 0 TEXT
            %{UNIQUE_ID}e         env_unique_id 0 TEXT
            %{ratio}n             note_ratio 0 TEXT
            %{Content-Type}o      sent_content_type 0 TEXT
            %{X-A}^ti             trailer_x_a 0 TEXT
            %{X-A}^to             sent_trailer_x_a 0 TEXT
            %{SSL_PROTOCOL}x      variable_ssl_protocol 0 TEXT
            %{x}g                 variable_x 0 TEXT
            %{a.b}r               attribute_a_b 0 TEXT
            %{user}s              session_user 0 TEXT
            %{%H:%M:%S}t          time/time_formatted 0 PATTERN_TIME
            %{sec}t               time/time_formatted 0 PATTERN_TIME
            %{msec}t              time/time_formatted 0 PATTERN_TIME
            %{usec}t              time/time_formatted 0 PATTERN_TIME
            %{msec_frac}t         time/time_formatted 0 PATTERN_TIME
            %{usec_frac}t         time/time_formatted 0 PATTERN_TIME
            %{begin:%H:%M:%S}t    time/time_formatted 0 PATTERN_TIME
            %{end:%H:%M:%S}t      time/end_time_formatted 1 PATTERN_TIME
            %{end:msec}t          time/end_time_formatted 1 PATTERN_TIME
            %{yyyy-MM-dd}t        time/time_formatted 0 PATTERN_TIME
            %b{}                  bytes/body_bytes_sent 0 BYTES '{}'
            %{ignored}b           bytes/body_bytes_sent 0 BYTES
            %{}p                  server_port 0 NUMBER
            """;

    @Test
    void everyDirectiveHasItsMeaning() throws FormatSyntaxException {
        for (String line : MEANINGS.lines().toList()) {
            String directive = line.substring(0, line.indexOf(' '));
            assertThat(describe(ApacheFormat.parse(directive)))
                    .as(directive)
                    .isEqualTo(line.substring(line.indexOf(' ')).strip());
        }
    }

    @Test
    void everyDirectiveOfTheProgramIsInTheTableAbove() {
        Set<String> above = MEANINGS.lines()
                .map(line -> line.substring(1, line.indexOf(' ')))
                .collect(Collectors.toSet());
        assertThat(above).containsAll(ApacheDirective.plain());
    }

    @Test
    void onlyFormattedTimesHaveAPattern() throws FormatSyntaxException {
        for (String line : MEANINGS.lines().toList()) {
            Field field = (Field)
                    ApacheFormat.parse(line.substring(0, line.indexOf(' '))).get(0);
            assertThat(field.pattern() != null).as(line).isEqualTo(field.kind() == ValueKind.PATTERN_TIME);
        }
    }

    @Test
    void timesThatAreCalledByANameAreNoPatterns() throws FormatSyntaxException {
        assertThat(patternOf("%{sec}t")).isSameAs(TimePattern.SEC);
        assertThat(patternOf("%{begin:msec}t")).isSameAs(TimePattern.MSEC);
        assertThat(patternOf("%{end:usec}t")).isSameAs(TimePattern.USEC);
        assertThat(patternOf("%{msec_frac}t")).isSameAs(TimePattern.MSEC_FRAC);
        assertThat(patternOf("%{usec_frac}t")).isSameAs(TimePattern.USEC_FRAC);
    }

    private static @Nullable TimePattern patternOf(String directive) throws FormatSyntaxException {
        return ((Field) ApacheFormat.parse(directive).get(0)).pattern();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%t", "%{}t", "%{begin}t", "%{begin:}t", "%>t", "%200t"})
    void aTimeWithoutFormatStandsInBracketsAsNginxWritesIt(String directive) throws FormatSyntaxException {
        assertThat(describe(ApacheFormat.parse("- " + directive + " \"")))
                .isEqualTo(describe(NginxFormat.parse("- [$time_local] \"")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%{end}t", "%{end:}t"})
    void theTimeOfTheEndYieldsToThatOfTheBeginning(String directive) throws FormatSyntaxException {
        assertThat(describe(ApacheFormat.parse(directive))).isEqualTo("'[' time/end_time_local 1 CLF_TIME ']'");
    }

    @ParameterizedTest
    @CsvSource({
        "'%!200,304,302{Referer}i', referer/http_referer 0 TEXT",
        "'%400,501r', request 0 REQUEST",
        "'%400,501>s', status/final_status 0 STATUS",
        "'%>400s', status/final_status 0 STATUS",
        "'%<>s', status/final_status 0 STATUS",
        "'%><!404s', status/original_status 2 STATUS",
        "'%<u', user/remote_user 0 USER",
        "'%>D', duration/duration_us 0 MICROS",
        "'%{Host}>200i', host/http_host 0 HOST",
        "'%{Host}{Referer}i', referer/http_referer 0 TEXT",
    })
    void modifiersMayComeInAnyOrder(String directive, String meaning) throws FormatSyntaxException {
        List<FormatElement> elements = ApacheFormat.parse(directive);
        assertThat(describe(elements)).isEqualTo(meaning);
        assertThat(written(elements)).isEqualTo(directive);
    }

    @ParameterizedTest
    @CsvSource({
        "%D, duration/duration_ms 0 MILLIS",
        "%{us}T, duration/duration_us 0 MICROS",
        "%T, duration/duration_s 1 SECONDS",
        "%I, thread 0 TEXT",
        "%S, session_id 0 TEXT",
        "%b, bytes/body_bytes_sent 0 BYTES",
    })
    void lettersMeanInTomcatWhatTheyDoThere(String directive, String meaning) throws FormatSyntaxException {
        assertThat(describe(ApacheFormat.parseTomcat(directive))).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource({
        "%Dms %b, duration/duration_ms 0 MILLIS 'ms ' bytes/body_bytes_sent 0 BYTES",
        "%{x}D ms, duration/duration_us 0 MICROS ' ms'",
        "%Dus, duration/duration_us 0 MICROS 'us'",
        "%Tms, duration/duration_s 1 SECONDS 'ms'",
    })
    void aDurationWithItsUnitBehindItIsInMilliseconds(String format, String meaning) throws FormatSyntaxException {
        assertThat(describe(ApacheFormat.parse(format))).isEqualTo(meaning);
    }

    @Test
    void readsTheCombinedFormat() throws FormatSyntaxException {
        List<FormatElement> elements =
                ApacheFormat.parse("%h %l %u %t \\\"%r\\\" %>s %b \\\"%{Referer}i\\\" \"%{User-Agent}i\"");
        assertThat(describe(elements))
                .isEqualTo("client/remote_host 1 CLIENT ' ' logname 0 TEXT ' ' user/remote_user 0 USER ' ['"
                        + " time/time_local 0 CLF_TIME '] \"' request 0 REQUEST '\" ' status/final_status 0 STATUS ' '"
                        + " bytes/body_bytes_sent 0 BYTES ' \"' referer/http_referer 0 TEXT '\" \"'"
                        + " user_agent/http_user_agent 0 TEXT '\"'");
        assertThat(written(elements)).isEqualTo("%h %l %u %t %r %>s %b %{Referer}i %{User-Agent}i");
    }

    @Test
    void readsATimeOfSeveralPieces() throws FormatSyntaxException {
        List<FormatElement> elements = ApacheFormat.parse("%{%d/%b/%Y %T}t.%{msec_frac}t %{%z}t");
        assertThat(describe(elements))
                .isEqualTo("time/time_formatted 0 PATTERN_TIME '.' time/time_formatted 0 PATTERN_TIME ' '"
                        + " time/time_formatted 0 PATTERN_TIME");
        assertThat(written(elements)).isEqualTo("%{%d/%b/%Y %T}t %{msec_frac}t %{%z}t");
    }

    @Test
    void literalTextMayHoldEscapesAndPercentSigns() throws FormatSyntaxException {
        assertThat(describe(ApacheFormat.parse("\\\"\\\\\\t\\n\\r\\x\\%a%%%a$a\\")))
                .isEqualTo("'\"\\\t\n\r\\x\\' client/remote_addr 0 CLIENT '%' client/remote_addr 0 CLIENT '$a\\'");
    }

    @Test
    void anEmptyTextHasNoElements() throws FormatSyntaxException {
        assertThat(ApacheFormat.parse("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'%h %l %y', 7, '%y at column 7 is no LogFormat directive'",
        "'%^yz', 1, '%^yz at column 1 is no LogFormat directive'",
        "'%^y', 1, '%^ at column 1 is no LogFormat directive'",
        "'%{x}y', 1, '%{x}y at column 1 is no LogFormat directive'",
        "'100% h', 4, '%  at column 4 is no LogFormat directive'",
        "'%\uD83D\uDE00', 1, '%\uD83D\uDE00 at column 1 is no LogFormat directive'",
        "'%a 5%', 5, '% at column 5 is no LogFormat directive; a percent sign is %%'",
        "'%a %>40', 4, '%>40 at column 4 is no LogFormat directive; a percent sign is %%'",
        "'%a %{x}', 4, '%{x} at column 4 is no LogFormat directive; a percent sign is %%'",
        "'%a %>{Host i', 4, '%>{Host i at column 4 has no closing brace'",
        "'%i', 1, '%i at column 1 needs a name in braces, as in %{Name}i'",
        "'%{}C', 1, '%{}C at column 1 needs a name in braces, as in %{Name}C'",
        "'%{x}p', 1, '%{x}p at column 1 takes nothing else in its braces than canonical, local or remote'",
        "'%{m}T', 1, '%{m}T at column 1 takes nothing else in its braces than s, ms, us, ns or fracsec'",
    })
    void aPercentSignThatBeginsNoDirectiveIsAnError(String format, int column, String message) {
        assertThatExceptionOfType(FormatSyntaxException.class)
                .isThrownBy(() -> ApacheFormat.parse(format))
                .withMessage(message)
                .satisfies(failure -> assertThat(failure.column()).isEqualTo(column));
    }
}
