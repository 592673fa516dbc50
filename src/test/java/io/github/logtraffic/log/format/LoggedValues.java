package io.github.logtraffic.log.format;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Values of one request as Apache or nginx write them, hostile ones too, each escaped as its server does. */
final class LoggedValues {
    private static final long FIRST_SECOND =
            Instant.parse("1999-12-31T20:00:00Z").getEpochSecond();
    private static final int SECONDS = 1_500_000_000;
    private static final DateTimeFormatter CLF = DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss xx", Locale.ENGLISH);
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ENGLISH);
    private static final DateTimeFormatter STRFTIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxx", Locale.ENGLISH);
    private static final List<String> OFFSETS = List.of("+00:00", "+02:00", "-03:30", "+13:45");

    private static final List<String> NAMES = List.of(
            "crawler-7.example.com",
            "Crawler.Example.COM",
            "localhost",
            "192.0.2.7:4711",
            "[2001:db8::1]:443",
            "a_b.c",
            "-");
    private static final List<String> USERS = List.of("-", "-", "frank", "DOMAIN\\frank", "a@b.example", "[x]", "-x");
    private static final List<String> USERS_WITH_BLANKS = List.of("John Doe", "a [b] c", "a - b");
    private static final List<String> METHODS = List.of("GET", "POST", "HEAD", "PROPFIND", "M-SEARCH", "get");
    private static final List<String> PROTOCOLS = List.of("HTTP/1.1", "HTTP/1.0", "HTTP/2.0");
    private static final List<String> TARGETS = List.of(
            "/",
            "/index.php?a=b&c=%20d",
            "*",
            "http://www.example.com:8080/a?b#c",
            "www.example.com:443",
            "//x//..;/%2e%2e%00",
            "/?x=${jndi:ldap://y}",
            "/a'b<c>|d]e[f",
            "/" + "long/".repeat(300),
            "-");
    private static final List<String> HOSTILE_REQUESTS = List.of(
            "",
            "GET",
            "GET /",
            "GET /two words HTTP/1.1",
            "GET /three more words",
            "GET / HTTP/2",
            "GET / HTTP/1.1 ",
            "GET / http/1.1",
            "V2 / HTTP/1.1",
            "G@T / HTTP/1.1",
            "GET  / HTTP/1.1",
            " GET / HTTP/1.1",
            "\u0016\u0003\u0001\u0002\u0000\u0001",
            "GET /\"quoted\" HTTP/1.1",
            "GET /\" \"x\\ HTTP/1.1",
            "GET /\" 200 5 \"-\" \"-\" HTTP/1.1",
            "GET /\t\u000b\u007f\u00fc HTTP/1.1",
            "{\"a\": [1, \"b\"]}",
            "'><script>alert(1)</script>");
    private static final List<String> STATUSES = List.of("200", "200", "204", "304", "404", "499", "500", "503", "999");
    private static final List<String> VIRTUAL_HOSTS =
            List.of("www.example.com", "Example.COM", "_", "192.0.2.1", "xn--bcher-kva.example", "[2001:db8::2]");
    private static final List<String> HEADERS = List.of(
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "https://www.example.com/a?b=c",
            "curl/8.5",
            "/relative",
            "text/html;charset=utf-8");
    private static final List<String> HOSTILE_HEADERS = List.of(
            "",
            "-",
            " ",
            " led by a blank",
            "a\"b",
            "\"",
            "\\",
            "ends with \\",
            "\"quoted\" \"twice\"",
            "\\\" \\\"",
            "\t\r\n\u000b\u0007",
            "caf\u00e9",
            "\u0000",
            "() { :; }; /bin/x",
            "- [17/May/2015:10:05:03 +0000 \"GET / HTTP/1.1\" 200 1",
            "%s%n$request",
            "long ".repeat(60));

    private final Random random;
    private final boolean isApache;
    private final OffsetDateTime time;
    private final int millis;

    /**
     * Decides on a request.
     *
     * @param random decides
     * @param isApache whether Apache writes it, otherwise nginx does
     */
    LoggedValues(Random random, boolean isApache) {
        this.random = random;
        this.isApache = isApache;
        this.time =
                Instant.ofEpochSecond(FIRST_SECOND + random.nextInt(SECONDS)).atOffset(ZoneOffset.of(one(OFFSETS)));
        this.millis = random.nextInt(1_000);
    }

    String host() {
        return isRare(4) ? one(NAMES) : ip();
    }

    String address() {
        return isRare(50) ? one(List.of("unix:", "-")) : ip();
    }

    private String ip() {
        return switch (random.nextInt(4)) {
            case 0 -> ipv6();
            case 1 -> one(List.of("::1", "2001:DB8:0:0:0:0:0:1", "::ffff:192.0.2.33", "fe80::", "2001:db8:0:1::"));
            default -> random.nextInt(224) + "." + random.nextInt(256) + ".0." + random.nextInt(256);
        };
    }

    private String ipv6() {
        return IntStream.range(0, 8)
                .mapToObj(group -> Integer.toHexString(random.nextInt(3) * random.nextInt(0x8000)))
                .collect(Collectors.joining(":"));
    }

    String logname() {
        return isRare(100) ? "ident" : "-";
    }

    String user() {
        if (isApache && isRare(50)) {
            return "\"\""; // how Apache writes an empty user
        }
        return escaped(isRare(20) ? one(USERS_WITH_BLANKS) : one(USERS));
    }

    String clfTimeInBrackets() {
        return "[" + clfTime() + "]";
    }

    String clfTime() {
        if (isRare(200)) {
            return "30/Feb/2015:10:05:03 +0000";
        }
        return isRare(50) ? time.format(CLF).replaceFirst(":\\d\\d ", ":60 ") : time.format(CLF);
    }

    String isoTime() {
        return time.format(ISO);
    }

    String strftimeTime() {
        return time.format(STRFTIME);
    }

    String seconds() {
        return Long.toString(time.toEpochSecond());
    }

    String millis() {
        return seconds() + String.format("%03d", millis);
    }

    String secondsAndMillis() {
        return seconds() + String.format(".%03d", millis);
    }

    String request() {
        String request = isRare(6) ? one(HOSTILE_REQUESTS) : one(METHODS) + " " + rawTarget() + " " + one(PROTOCOLS);
        return request.isEmpty() ? "-" : escaped(request);
    }

    String method() {
        return one(METHODS);
    }

    String target() {
        return escaped(rawTarget());
    }

    private String rawTarget() {
        return isRare(3) ? one(TARGETS) : "/" + Integer.toString(random.nextInt(), 36) + "?q=" + random.nextInt(9);
    }

    /** Apache writes the path as it understood it, decoded. */
    String path() {
        return escaped(one(List.of("/", "/index.html", "/a/b", "/r\u00e9sum\u00e9")));
    }

    String query() {
        return one(List.of("", "", "?", "?a=b", "?a=b?c", "?a=%22"));
    }

    String protocol() {
        return one(PROTOCOLS);
    }

    String status() {
        return isRare(50) ? "-" : one(STATUSES);
    }

    String bytes() {
        return isRare(50) ? "12345678901234567890" : Integer.toString(random.nextInt(1 << random.nextInt(31)));
    }

    String bytesOrDash() {
        return isRare(5) ? "-" : bytes();
    }

    String wholeDuration() {
        return Integer.toString(random.nextInt(1 << random.nextInt(20)));
    }

    String decimalSeconds() {
        return random.nextInt(1 << random.nextInt(10)) + String.format(".%03d", random.nextInt(1_000));
    }

    String virtualHost() {
        return one(VIRTUAL_HOSTS);
    }

    String hostHeader() {
        return isRare(10) ? "-" : virtualHost() + one(List.of("", ":8080"));
    }

    String port() {
        return Integer.toString(random.nextInt(1 << 16));
    }

    String header() {
        return escaped(isRare(4) ? one(HOSTILE_HEADERS) : isRare(4) ? "-" : one(HEADERS));
    }

    String addresses() {
        if (isRare(3)) {
            return "-";
        }
        return Stream.generate(this::ip).limit(1 + random.nextInt(3)).collect(Collectors.joining(", "));
    }

    String connectionStatus() {
        return one(List.of("+", "-", "X"));
    }

    String upstreamAddresses() {
        return upstream(one(List.of("192.0.2.4:80", "[2001:db8::4]:80", "unix:/run/app.sock", "backend")));
    }

    String upstreamStatuses() {
        return upstream(one(STATUSES));
    }

    String upstreamTimes() {
        return upstream(decimalSeconds());
    }

    /** Several servers were tried, or the request was redirected from one group to another. */
    private String upstream(String value) {
        return switch (random.nextInt(12)) {
            case 0 -> "-";
            case 1 -> value + ", " + value;
            case 2 -> value + ", " + value + " : " + value;
            case 3 -> value + " : " + value;
            case 4 -> value + ", -";
            default -> value;
        };
    }

    String requestId() {
        return String.format("%016x%016x", random.nextLong(), random.nextLong());
    }

    /** As ap_escape_logitem of Apache's server/util.c and ngx_http_log_escape of nginx do it. */
    private String escaped(String raw) {
        StringBuilder text = new StringBuilder();
        for (byte value : raw.getBytes(StandardCharsets.UTF_8)) {
            text.append(isApache ? apacheEscape(value) : nginxEscape(value));
        }
        return text.toString();
    }

    private static String apacheEscape(byte value) {
        return switch (value) {
            case '"', '\\' -> "\\" + (char) value;
            case '\b' -> "\\b";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case 0x0b -> "\\v";
            default -> isPrintable(value) ? Character.toString(value) : String.format("\\x%02x", value);
        };
    }

    private static String nginxEscape(byte value) {
        boolean isPlain = isPrintable(value) && value != '"' && value != '\\';
        return isPlain ? Character.toString(value) : String.format("\\x%02X", value);
    }

    private static boolean isPrintable(byte value) {
        return value >= ' ' && value < 0x7f;
    }

    private boolean isRare(int oneOf) {
        return random.nextInt(oneOf) == 0;
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
