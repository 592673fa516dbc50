package io.github.logtraffic.log.format;

import static io.github.logtraffic.log.format.Elements.describe;
import static io.github.logtraffic.log.format.Elements.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.logtraffic.log.format.FormatElement.Field;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The language of nginx's log_format, and what its variables mean. */
class NginxFormatTest {
    private static final String MEANINGS = """
            $the_real_ip               client/the_real_ip -1 CLIENT
            $client                    client 0 CLIENT
            $remote_addr               client/remote_addr 0 CLIENT
            $last_client               client/last_client 0 LAST_CLIENT
            $proxy_protocol_addr       client/proxy_protocol_addr 1 CLIENT
            $peer                      peer 0 CLIENT
            $realip_remote_addr        peer/realip_remote_addr 0 CLIENT
            $user                      user 0 USER
            $remote_user               user/remote_user 0 USER
            $time                      time 0 ANY_TIME
            $time_local                time/time_local 0 CLF_TIME
            $time_iso8601              time/time_iso8601 0 ISO_TIME
            $msec                      time/msec 0 EPOCH_TIME
            $time_haproxy              time/time_haproxy 0 ANY_TIME
            $date_iis                  time/date_iis 0 PATTERN_TIME
            $date_iso                  time/date_iso 0 PATTERN_TIME
            $time_of_day               time/time_of_day 0 PATTERN_TIME
            $request                   request 0 REQUEST
            $method                    method 0 METHOD
            $request_method            method/request_method 0 METHOD
            $target                    target 0 TARGET
            $request_uri               target/request_uri 0 TARGET
            $path                      path 0 PATH
            $uri                       path/uri 0 PATH
            $document_uri              path/document_uri 0 PATH
            $query                     query 0 QUERY
            $args                      query/args 0 QUERY
            $query_string              query/query_string 0 QUERY
            $protocol                  protocol 0 PROTOCOL
            $server_protocol           protocol/server_protocol 0 PROTOCOL
            $status                    status 0 STATUS
            $bytes                     bytes 0 BYTES
            $body_bytes_sent           bytes/body_bytes_sent 0 BYTES
            $bytes_sent                bytes/bytes_sent 1 BYTES
            $http_host                 host/http_host 0 HOST
            $host                      host/request_host 1 HOST
            $server_name               host/server_name 2 HOST
            $referer                   referer 0 TEXT
            $http_referer              referer/http_referer 0 TEXT
            $user_agent                user_agent 0 TEXT
            $http_user_agent           user_agent/http_user_agent 0 TEXT
            $duration                  duration 0 ANY_DURATION
            $duration_ms               duration/duration_ms 0 MILLIS
            $duration_us               duration/duration_us 0 MICROS
            $duration_ns               duration/duration_ns 0 NANOS
            $summed_duration           duration/summed_duration 0 SUMMED_SECONDS
            $request_time              duration/request_time 0 SECONDS
            $upstream                  upstream 0 TEXT
            $upstream_addr             upstream/upstream_addr 0 TEXT
            $http_x_forwarded_for      x_forwarded_for/http_x_forwarded_for 0 TEXT
            $proxy_add_x_forwarded_for x_forwarded_for/proxy_add_x_forwarded_for 1 TEXT
            $_                         _ 0 TEXT
            $request_length            request_length 0 NUMBER
            $connection_requests       connection_requests 0 NUMBER
            $connection_time           connection_time 0 SECONDS
            $upstream_response_time    upstream_response_time 0 TEXT
            $gzip_ratio                gzip_ratio 0 TEXT
            $ssl_protocol              ssl_protocol 0 TEXT
            $http2                     http2 0 TEXT
            $https                     https 0 TEXT
            $http_                     http_ 0 TEXT
            $http_accept_language      accept_language 0 TEXT
            $http_status               http_status 0 TEXT
            $http_client               http_client 0 TEXT
            $http_time                 http_time 0 TEXT
            $http_request              http_request 0 TEXT
            $sent_http_content_type    sent_http_content_type 0 TEXT
            $sent_http_content_length  sent_http_content_length 0 NUMBER
            $sent_trailer_x            sent_trailer_x 0 TEXT
            $upstream_http_server      upstream_http_server 0 TEXT
            $upstream_cookie_id        upstream_cookie_id 0 TEXT
            $arg_page                  arg_page 0 TEXT
            $cookie_session            cookie_session 0 TEXT
            $jwt_claim_sub             jwt_claim_sub 0 TEXT
            $proxy_protocol_tlv_alpn   proxy_protocol_tlv_alpn 0 TEXT
            $duration_s                duration/duration_s 0 SECONDS
            $absolute_request          request/absolute_request 0 ABSOLUTE_REQUEST
            $client_and_port           client/client_and_port 0 CLIENT_AND_PORT
            $my_own_map                my_own_map 0 TEXT
            $1                         1 0 TEXT
            """;

    @Test
    void everyVariableHasItsMeaning() throws FormatSyntaxException {
        for (String line : MEANINGS.lines().toList()) {
            String variable = line.substring(0, line.indexOf(' '));
            assertThat(describe(NginxFormat.parse(variable)))
                    .as(variable)
                    .isEqualTo(line.substring(line.indexOf(' ')).strip());
        }
    }

    @Test
    void everyVariableThatIsAStandardFieldIsInTheTableAbove() throws FormatSyntaxException {
        Set<String> above = MEANINGS.lines()
                .map(line -> line.substring(1, line.indexOf(' ')))
                .collect(Collectors.toSet());
        assertThat(NginxVariables.names()).hasSizeGreaterThan(150);
        for (String name : NginxVariables.names()) {
            Field field = onlyField("$" + name);
            assertThat(field.written()).isEqualTo("$" + name);
            assertThat(field.pattern() != null).as(name).isEqualTo(field.kind() == ValueKind.PATTERN_TIME);
            if (!field.name().equals(name)) {
                assertThat(above).contains(name);
            }
        }
    }

    @Test
    void fieldsThatCompeteForANameHaveDifferentOwnNames() throws FormatSyntaxException {
        Set<String> own = NginxVariables.names().stream()
                .map(name -> NginxVariables.field("$" + name).ownName())
                .collect(Collectors.toSet());
        assertThat(own).hasSameSizeAs(NginxVariables.names());
        assertThat(onlyField("$host").ownName())
                .isNotEqualTo(onlyField("$http_host").ownName())
                .isNotIn(FieldNames.STANDARD);
    }

    private static Field onlyField(String format) throws FormatSyntaxException {
        List<FormatElement> elements = NginxFormat.parse(format);
        assertThat(elements).hasSize(1);
        return (Field) elements.get(0);
    }

    @Test
    void readsTheCombinedFormat() throws FormatSyntaxException {
        List<FormatElement> elements = NginxFormat.parse(
                "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent \"$http_referer\"");
        assertThat(describe(elements))
                .isEqualTo("client/remote_addr 0 CLIENT ' - ' user/remote_user 0 USER ' [' time/time_local 0 CLF_TIME"
                        + " '] \"' request 0 REQUEST '\" ' status 0 STATUS ' ' bytes/body_bytes_sent 0 BYTES ' \"'"
                        + " referer/http_referer 0 TEXT '\"'");
    }

    @Test
    void aNameMayBeInBraces() throws FormatSyntaxException {
        List<FormatElement> elements = NginxFormat.parse("${status}xx$bytes_sent}${msec}");
        assertThat(describe(elements))
                .isEqualTo("status 0 STATUS 'xx' bytes/bytes_sent 1 BYTES '}' time/msec 0 EPOCH_TIME");
        assertThat(written(elements)).isEqualTo("${status} $bytes_sent ${msec}");
    }

    @Test
    void aNameEndsAtTheFirstCharacterThatCannotBePartOfIt() throws FormatSyntaxException {
        assertThat(describe(NginxFormat.parse("$status$msec-$status.é$status%h")))
                .isEqualTo("status 0 STATUS time/msec 0 EPOCH_TIME '-' status 0 STATUS '.é' status 0 STATUS '%h'");
    }

    @Test
    void theCaseOfANameMeansNothing() throws FormatSyntaxException {
        assertThat(describe(NginxFormat.parse("$Status ${MSEC}")))
                .isEqualTo("status 0 STATUS ' ' time/msec 0 EPOCH_TIME");
    }

    @Test
    void backslashesAreText() throws FormatSyntaxException {
        assertThat(describe(NginxFormat.parse("$status\\n\\"))).isEqualTo("status 0 STATUS '\\n\\'");
    }

    @Test
    void anEmptyTextHasNoElements() throws FormatSyntaxException {
        assertThat(NginxFormat.parse("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a $ b, 3, '$ at column 3 is no variable, such as $remote_addr or ${status}'",
        "$status $, 9, '$ at column 9 is no variable, such as $remote_addr or ${status}'",
        "${}, 1, '${} at column 1 is no variable, such as $remote_addr or ${status}'",
        "$$status, 1, '$ at column 1 is no variable, such as $remote_addr or ${status}'",
        "x${status y}, 2, '${status at column 2 has no closing brace'",
        "x${, 2, '${ at column 2 has no closing brace'",
    })
    void aDollarSignThatBeginsNoVariableIsAnError(String format, int column, String message) {
        assertThatExceptionOfType(FormatSyntaxException.class)
                .isThrownBy(() -> NginxFormat.parse(format))
                .withMessage(message)
                .satisfies(failure -> assertThat(failure.column()).isEqualTo(column));
    }
}
