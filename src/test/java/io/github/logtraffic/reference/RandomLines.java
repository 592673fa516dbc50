package io.github.logtraffic.reference;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Makes lines such as servers write and attackers provoke, of the four formats, one character for each byte. The same
 * source of randomness makes the same lines.
 */
public final class RandomLines {
    /** The spans that entries of one log are spread over: from all at once to centuries. */
    private static final List<Long> SPANS = List.of(1L, 90L, 10_000L, 4_000_000L, 20_000_000_000L);

    private static final long BASE = Instant.parse("2015-05-17T09:58:00Z").getEpochSecond();
    private static final DateTimeFormatter CLF = DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss xx", Locale.ENGLISH);
    private static final List<String> OFFSETS = List.of("+00:00", "+00:00", "+05:30", "-03:30", "+13:45", "-12:00");
    private static final List<String> IMPOSSIBLE_TIMES = List.of(
            "30/Feb/2015:10:00:00 +0000",
            "29/Feb/1900:10:00:00 +0000",
            "00/May/2015:10:00:00 +0000",
            "17/may/2015:10:00:00 +0000",
            "17/Mai/2015:10:00:00 +0000",
            "17/May/2015:24:00:00 +0000",
            "17/May/2015:10:60:00 +0000",
            "17/May/2015:10:00:61 +0000",
            "17/May/0000:10:00:00 +0000",
            "17/May/2015 10:00:00 +0000",
            "17/May/2015:10:00:00 0000",
            "17/May/2015:10:00:00 +000",
            "2015-05-17T10:00:00+00:00",
            "");
    private static final List<String> HOSTS = List.of(
            "-",
            "crawler.example.COM",
            "LOCALHOST",
            "host_7",
            "fe80::1%eth0",
            "1.2.3",
            "1.2.3.4.5",
            "256.1.1.1",
            "01.2.3.4",
            "1:2:3:4:5:6:7",
            "::g",
            "1::2::3",
            "[cafe]:80",
            "[CAFE:]",
            "[::1]x",
            "10.0.0.300:8080",
            "10.0.0.1:123456",
            "10.0.0.1:",
            "#not-a-comment-behind-a-virtual-host",
            Latin1.utf8("BÜCHER.example"),
            Latin1.utf8("пример.РФ"),
            Latin1.utf8("İstanbul.😀"),
            "caf\u00e9\u00ff.LOCAL",
            "\u00e2\u0082A\u00ed\u00a0\u0080\u00c0\u0080.x",
            "\u0000\u0001\u007f");
    private static final List<String> USERS = List.of(
            "-",
            "-",
            "-",
            "frank",
            "john doe",
            "a  b ",
            "[admin]",
            "x] \"",
            "DOMAIN\\user",
            "\u00fc",
            " ",
            "",
            "[]",
            "[17/May/2015:10:05:03 +0000] \"-\" 2xx",
            "[a] \"GET /\" 200");
    private static final List<String> REQUESTS = List.of(
            "GET / HTTP/1.1",
            "POST /index.php?a=b&c=[d] HTTP/1.0",
            "-",
            "",
            "\\x16\\x03\\x01\\x02\\x00",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u00fc\u00ff",
            "GET /\\\"quoted\\\" HTTP/1.1",
            "GET /back\\\\",
            "GET /] \\\" 200 1 HTTP/1.1",
            "<script>alert(1)</script>",
            "\u001b[31m\r\t");
    private static final List<String> STATUSES =
            List.of("200", "200", "204", "206", "301", "304", "404", "499", "500", "503", "100", "000", "600", "999");
    private static final List<String> ODD_SIZES = List.of(
            "-",
            "0",
            "007",
            "12x",
            "-5",
            "+5",
            "1.5",
            "999999999999999999",
            "1000000000000000000",
            "0000000000000000000009",
            "99999999999999999999999",
            "\u00b2");
    private static final List<String> ODD_ENDS =
            List.of("", " ", " - extra 0.003 [x]", " \"", "  ", " \"-\" \"", "\t", " \u0000\u0085");

    private final Random random;
    private final boolean afterVirtualHost;
    private final boolean quotedTail;
    private final List<String> clients;
    private final long span;

    /**
     * Decides on a log.
     *
     * @param random decides everything else
     * @param afterVirtualHost whether lines begin with a virtual host
     * @param quotedTail whether they have referer and user agent, as in the combined format
     */
    public RandomLines(Random random, boolean afterVirtualHost, boolean quotedTail) {
        this.random = random;
        this.afterVirtualHost = afterVirtualHost;
        this.quotedTail = quotedTail;
        this.span = one(SPANS);
        this.clients =
                random.ints(1 + random.nextInt(12)).mapToObj(i -> client()).toList();
    }

    /** A log of so many lines, of which that share, 0 to 1, is corrupted, with line ends of one kind or of several. */
    public String log(int lines, double corrupted) {
        List<String> ends =
                one(List.of(List.of("\n"), List.of("\r\n"), List.of("\n", "\r\n", "\r\r\n", "\n\n", "\n \t\n")));
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            boolean isLastWithoutEnd = i == lines - 1 && random.nextBoolean();
            log.append(random.nextDouble() < corrupted ? Corruption.of(random, line()) : line());
            log.append(isLastWithoutEnd ? "" : one(ends));
        }
        return log.toString();
    }

    /** A line with everything that its format allows. */
    public String line() {
        if (random.nextInt(40) == 0) {
            return one(List.of("", "#Fields: c-ip", "# 1.2.3.4", "\u000b\f", "garbage", "-"));
        }
        return host() + one(clients) + " " + one(List.of("-", "-", "ident")) + " " + fromUser();
    }

    /** A line that has exactly the fields of its format. */
    public String exactLine() {
        return host() + address() + " - " + one(List.of("-", "frank")) + " [" + possibleTime() + "] \"" + one(REQUESTS)
                + "\" 200 " + random.nextInt(5_000) + exactTail();
    }

    /** A client of any kind, in any of its spellings. */
    public String client() {
        return one(List.of(
                address(),
                address(),
                ipv4() + ":" + random.nextInt(70_000),
                "[" + ipv6() + "]:443",
                "[" + ipv6() + "]",
                one(HOSTS)));
    }

    /** A timestamp; few of them are impossible. */
    public String time() {
        return random.nextInt(30) == 0 ? one(IMPOSSIBLE_TIMES) : possibleTime();
    }

    private String possibleTime() {
        long second = BASE + (long) (random.nextDouble() * span);
        OffsetDateTime time = Instant.ofEpochSecond(second).atOffset(ZoneOffset.of(one(OFFSETS)));
        String text = time.format(CLF);
        return random.nextInt(50) == 0 ? text.replaceFirst(":\\d\\d ", ":60 ") : text;
    }

    private String host() {
        return afterVirtualHost ? one(List.of("www.example.com:80 ", "- ", "[::1]:443 ")) : "";
    }

    private String fromUser() {
        return one(USERS) + one(List.of(" ", " ", " ", " ", "")) + "[" + time() + "] \"" + one(REQUESTS) + "\" "
                + one(STATUSES) + one(List.of("", " " + one(ODD_SIZES), " " + random.nextInt(100_000)))
                + (random.nextInt(4) == 0 ? one(ODD_ENDS) : exactTail());
    }

    private String exactTail() {
        return quotedTail ? " \"https://example.com/\\\"\" \"Mozilla/5.0 (X11; \u00e9) [x] \\\\\"" : "";
    }

    private String address() {
        return random.nextBoolean() ? ipv4() : ipv6();
    }

    private String ipv4() {
        return "10." + random.nextInt(256) + ".0." + random.nextInt(4);
    }

    /** Any spelling of an IPv6 address: zeros written out or not, upper or lower case, IPv4 at its end. */
    private String ipv6() {
        StringBuilder text = new StringBuilder();
        boolean mapped = random.nextInt(4) == 0;
        int groups = random.nextBoolean() ? 6 : 8;
        int shortened = random.nextInt(2 * groups);
        for (int group = 0; group < groups; group++) {
            if (group == shortened) {
                text.append(group == 0 ? "::" : ":");
                group += random.nextInt(groups - group);
            } else {
                int value = mapped ? (group == 5 ? 0xFFFF : 0) : random.nextInt(3) * random.nextInt(0x10000);
                text.append(String.format(one(List.of("%x", "%X", "%04x")), value & 0xFFFF))
                        .append(':');
            }
        }
        if (groups == 6) {
            return text + ipv4();
        }
        String all = text.toString();
        return all.endsWith("::") ? all : all.substring(0, all.length() - 1);
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
