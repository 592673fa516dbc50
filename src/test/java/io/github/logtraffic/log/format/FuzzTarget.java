package io.github.logtraffic.log.format;

import io.github.logtraffic.reference.Latin1;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What is fuzzed: code that takes any bytes, and inputs to begin with. */
enum FuzzTarget {
    /** A format as a user types it in the first line, a log in the others. */
    COMPILER {
        @Override
        Consumer<byte[]> newCheck() {
            return FuzzTarget::compileAndCheck;
        }

        @Override
        List<String> seeds() {
            List<String> seeds = new ArrayList<>();
            for (KnownFormat known : KnownFormats.all()) {
                String typed = known.format() instanceof TextFormat text ? text.written() : known.formatName();
                seeds.add(typed + "\n" + known.example());
            }
            seeds.add(NGINX_PROXY_MANAGER + "\n" + NGINX_PROXY_MANAGER_LINE);
            seeds.add(UNQUOTED + "\n" + UNQUOTED_LINE);
            seeds.add(
                    "%{%d/%b/%Y %H:%M:%S}t.%{msec_frac}t %{%z}t %a %r %s\n17/May/2015 10:05:03.123 +0000 ::1 GET / 200");
            seeds.add("%{yyyy-MM-dd'T'HH:mm:ss.SSSXXX}t %h \"%m %U%q %H\" %s %B %{ms}T %{X-A}i %^FU %{c}a\n"
                    + "2015-05-17T10:05:03.123+02:00 ::1 \"GET /a?b HTTP/1.1\" 200 5 7 a 8 9");
            seeds.add(
                    "log_format a escape=json '{\"t\":\"$time_iso8601\",\"r\":{\"s\":$status,\"a\":\"$remote_addr\"}}';\n"
                            + "{\"t\":\"2015-05-17T10:05:03+02:00\",\"r\":{\"s\":200,\"a\":\"::1\"}}");
            seeds.add(
                    "LogFormat \"%h %l %u %t \\\"%r\\\" %>s %b\" common\n203.0.113.7 - - [17/May/2015:10:05:03 +0000] \"-\" 200 5");
            seeds.add(
                    "json:client=a.b|c,time=t,x=y\\.z\n{\"a\":{\"b\":\"::1\"},\"t\":1712790000.5,\"status\":200,\"y.z\":[\"q\"]}");
            seeds.add("ltsv:client=a|b,time=t,status=s\nb:::1\tt:1712790000.5\ts:200");
            return seeds;
        }
    },

    /** The most frequent format. */
    COMBINED {
        @Override
        Consumer<byte[]> newCheck() {
            return new LineProperties(Formats.COMBINED)::check;
        }

        @Override
        List<String> seeds() {
            String line = example("combined");
            return List.of(
                    line,
                    line + " \"10.0.0.1, 203.0.113.9\"",
                    line.replace("- - [", "- john [the] doe ["),
                    line.replace("GET / HTTP/1.1", "\\x16\\x03 \\\" /"),
                    line.replace("GET /", "GET http://[::1]:80/a?b=c#d").replace("203.0.113.7", "[2001:db8::1]:443"),
                    line + "\n" + line.replace("512", "-").replace("203.0.113.7", "Host.Example"));
        }
    },

    /** Formats of which nothing tells with certainty where a value ends. */
    CUSTOM {
        @Override
        Consumer<byte[]> newCheck() {
            return checkOfAll(List.of(format(NGINX_PROXY_MANAGER), format(UNQUOTED)));
        }

        @Override
        List<String> seeds() {
            return List.of(
                    NGINX_PROXY_MANAGER_LINE,
                    UNQUOTED_LINE,
                    NGINX_PROXY_MANAGER_LINE.replace("MISS 200", "MISS 502, 200 : 200"),
                    UNQUOTED_LINE.replace("GET /a HTTP/1.1", "GET /a 200 b 404 HTTP/1.1"),
                    NGINX_PROXY_MANAGER_LINE + "\n" + UNQUOTED_LINE);
        }
    },

    /** Formats that need more than one line, or more than their own text. */
    PREFIXED {
        @Override
        Consumer<byte[]> newCheck() {
            return checkOfAll(List.of(
                    behind(LinePrefix.DOCKER, "caddy"),
                    behind(LinePrefix.SYSLOG, "caddy"),
                    behind(LinePrefix.CONTAINER, "w3c"),
                    behind(LinePrefix.QUOTES, "w3c")));
        }

        @Override
        List<String> seeds() {
            String caddy = example("caddy");
            String iso = "2016-10-06T00:17:09.669794202Z";
            String w3c = example("w3c");
            String fields = "#Fields: date time c-ip cs-method cs-uri-stem cs-uri-query sc-status sc-bytes time-taken"
                    + " cs(User-Agent) x-a\n";
            String line = "2023-05-05 14:23:29 203.0.113.7 GET /a b=c 200 512 206 \"a \"\"b\"\"\" -";
            return List.of(
                    caddy,
                    "{\"log\":\"" + caddy.replace("\"", "\\\"") + "\\n\",\"stream\":\"stdout\",\"time\":\"" + iso
                            + "\"}",
                    "<190>Feb 25 16:19:49 web1 caddy[7]: " + caddy.replace("\"uri\":\"/\"", "\"uri\":\"\\/\\u00e9\""),
                    "<190>1 " + iso + " web1 caddy 7 - [a b=\"c\"][d] " + caddy.replace("\"ts\"", "\"t\""),
                    iso + " stdout F " + w3c + "\n#Date: 2023-05-05 14:23:29\n" + fields + iso + " stdout P " + line,
                    fields + "\"" + line + "\"\n" + fields.replace(' ', '\t') + line.replace(' ', '\t'));
        }
    };

    static final String NGINX_PROXY_MANAGER = "[$time_local] $upstream_cache_status $upstream_status $status -"
            + " $request_method $scheme $host \"$request_uri\" [Client $remote_addr] [Length $body_bytes_sent]"
            + " [Gzip $gzip_ratio] [Sent-to $server] \"$http_user_agent\" \"$http_referer\"";
    static final String NGINX_PROXY_MANAGER_LINE = "[17/May/2015:10:05:03 +0000] MISS 200 200 - GET https example.com"
            + " \"/a?b=c\" [Client 203.0.113.7] [Length 512] [Gzip 1.2] [Sent-to 10.0.0.1] \"curl/8.5\" \"-\"";
    static final String UNQUOTED = "%h %u %t %r %>s %b %D %{Referer}i %{User-Agent}i %{X-Forwarded-For}i";
    static final String UNQUOTED_LINE = "203.0.113.7 john doe [17/May/2015:10:05:03 +0000] GET /a HTTP/1.1 200 512"
            + " 1234 http://example.com/ Mozilla/5.0 (X11; Linux) 10.0.0.1, 203.0.113.9";

    private static final long NOW = 1_700_000_000;

    /** A check that fails, or throws anything, when the code under test does not do with an input what it must. */
    abstract Consumer<byte[]> newCheck();

    /** Inputs that the code accepts. */
    abstract List<String> seeds();

    /** {@link #seeds()} as bytes. */
    final List<byte[]> seedBytes() {
        return seeds().stream().map(Latin1::bytes).toList();
    }

    /** The format that a user typed. */
    static LogFormat format(String typed) {
        try {
            return LogFormats.parse(typed);
        } catch (FormatSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static LogFormat behind(LinePrefix prefix, String name) {
        return new PrefixedFormat(Formats.named(name), prefix, NOW);
    }

    private static Consumer<byte[]> checkOfAll(List<LogFormat> formats) {
        List<LineProperties> all = formats.stream().map(LineProperties::new).toList();
        return input -> all.forEach(properties -> properties.check(input));
    }

    private static void compileAndCheck(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        int end = (text + "\n").indexOf('\n');
        LogFormat format;
        try {
            format = LogFormats.parse(text.substring(0, end));
        } catch (FormatSyntaxException e) {
            return; // what a user's mistake leads to; anything else is a finding
        }
        String log = text.substring(Math.min(text.length(), end + 1));
        new LineProperties(format).check(log.getBytes(StandardCharsets.UTF_8));
    }

    private static String example(String name) {
        return KnownFormats.all().stream()
                .filter(known -> known.formatName().equals(name))
                .map(KnownFormat::example)
                .findFirst()
                .orElseThrow();
    }
}
