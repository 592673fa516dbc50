package io.github.logtraffic.log.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Latin1;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Request lines, whatever was sent. */
class RequestLineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            emptyValue = "",
            value = {
                "GET / HTTP/1.1|GET|/|HTTP/1.1",
                "M-SEARCH * HTTP/1.1|M-SEARCH|*|HTTP/1.1",
                "VERSION_CONTROL1 / HTTP/2|VERSION_CONTROL1|/|HTTP/2",
                "GET /a b  c HTTP/1.0|GET|/a b  c|HTTP/1.0",
                "GET /|GET|/|''",
                "GET  /x HTTP/1.1|GET| /x|HTTP/1.1",
                "GET / http/1.1|GET|/ http/1.1|''",
                "GET / HTTP/|GET|/|HTTP/",
                "GET / HTTP/x|GET|/|HTTP/x",
                "GET|''|GET|''",
                "GET |''|GET |''",
                "HELP me|HELP|me|''",
                "\\x16\\x03\\x01|''|\\x16\\x03\\x01|''",
                "G\u00cbT / HTTP/1.1|''|G\u00cbT /|HTTP/1.1",
                " / HTTP/1.1|''| /|HTTP/1.1",
                "HTTP/1.1|''|HTTP/1.1|''",
                "-|''|-|''",
                "''|''|''|''",
            })
    void hasAMethodATargetAndAProtocol(String request, String method, String target, String protocol) {
        byte[] surrounded = Latin1.bytes("A " + request + " HTTP/1.1");
        int from = 2;
        int to = from + request.length();
        int targetFrom = RequestLine.targetFrom(surrounded, from, to);
        int targetTo = RequestLine.targetTo(surrounded, targetFrom, to);
        assertThat(request.substring(0, Math.max(0, targetFrom - from - 1))).isEqualTo(method);
        assertThat(request.substring(targetFrom - from, targetTo - from)).isEqualTo(target);
        assertThat(request.substring(Math.min(request.length(), targetTo - from + 1)))
                .isEqualTo(protocol);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://a.example:80/x|a.example",
                "https://a.example|a.example",
                "https://a.example?q=http://b.example/|a.example",
                "https://a.example#/|a.example",
                "https://[2001:db8::1]:443/|[2001:db8::1]",
                "https://[2001:db8::1]/|[2001:db8::1]",
                "http://a.example:80- -|a.example",
                "http://a.example:/|a.example:",
                "http:///x|''",
                "/x?u=http://b.example/|''",
                "a.example:443|''",
                "*|''",
                "http:/|''",
                "''|''",
            })
    void anAbsoluteTargetNamesItsHost(String target, String host) {
        byte[] surrounded = Latin1.bytes("x" + target + "://b.example/");
        int to = 1 + target.length();
        int from = RequestLine.hostFrom(surrounded, 1, to);
        int end = RequestLine.endOfHost(surrounded, from, RequestLine.hostTo(surrounded, from, to));
        assertThat(target.substring(from - 1, end - 1)).isEqualTo(host);
    }

    @ParameterizedTest
    @CsvSource({
        "a.example, a.example",
        "a.example:8080, a.example",
        "192.0.2.1:80, 192.0.2.1",
        "[::1]:80, [::1]",
        "[::1], [::1]",
        "2001:db8::1, 2001:db8::1",
        "a:b, a:b",
        ":80, :80",
        "80, 80",
    })
    void aHostLosesItsPort(String host, String name) {
        byte[] surrounded = Latin1.bytes("a:" + host + "0");
        int end = RequestLine.endOfHost(surrounded, 2, 2 + host.length());
        assertThat(host.substring(0, end - 2)).isEqualTo(name);
    }
}
