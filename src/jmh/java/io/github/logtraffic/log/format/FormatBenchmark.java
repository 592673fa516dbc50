package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.AccessLogEntry;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A thousand lines of a format, read for what every entry has: nanoseconds per line, line ends not counted. The lines'
 * clients, seconds, targets and sizes differ; their lengths, which are printed, are as in real logs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FormatBenchmark {
    private static final int LINES = 1_000;
    private static final String AGENT =
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_9_1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/32.0 Safari/537.36";

    /** The format; {@code handwritten} is the yardstick, for combined lines. */
    @Param({
        "handwritten",
        "combined",
        "nginx",
        "apache",
        "proxymanager",
        "haproxy",
        "alb",
        "squid",
        "envoy",
        "w3c",
        "cloudfront",
        "nginx_json",
        "caddy",
        "ltsv"
    })
    public String format = "combined";

    /** What is read: {@code counts}, or {@code all} that any format may have; the yardstick always reads counts. */
    @Param({"counts", "all"})
    public String fields = "counts";

    private AccessLogEntry entry = new AccessLogEntry();
    private byte[] bytes = {};
    private final int[] ends = new int[LINES];
    private LineParser parser = new HandWrittenParser(false);

    @Setup
    public void fill() throws FormatSyntaxException {
        Random random = new Random(1);
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            log.append(line(random, i));
            ends[i] = log.length();
        }
        bytes = log.toString().getBytes(StandardCharsets.US_ASCII);
        parser = parser();
        entry = plan().newEntry();
        for (int i = 0; i < LINES; i++) {
            int from = i == 0 ? 0 : ends[i - 1];
            if (parser.parse(bytes, from, ends[i], entry) != null) {
                throw new IllegalStateException("malformed: " + log.substring(from, ends[i]));
            }
        }
        System.out.println(format + ": " + bytes.length / LINES + " bytes a line");
    }

    private LineParser parser() throws FormatSyntaxException {
        return switch (format) {
            case "handwritten" -> new HandWrittenParser(false);
            case "nginx" ->
                compiled("$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent"
                        + " \"$http_referer\" \"$http_user_agent\" \"$http_x_forwarded_for\" $request_time");
            case "apache" -> compiled("%h %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\" %D");
            case "proxymanager" ->
                compiled("[$time_local] $upstream_cache_status $upstream_status $status -"
                        + " $request_method $scheme $host \"$request_uri\" [Client $remote_addr]"
                        + " [Length $body_bytes_sent] [Gzip $gzip_ratio] [Sent-to $server] \"$http_user_agent\""
                        + " \"$http_referer\"");
            default -> Objects.requireNonNull(KnownFormats.named(format)).newParser(plan());
        };
    }

    private EntryPlan plan() {
        return fields.equals("all") ? EntryPlan.of(FieldNames.STANDARD) : EntryPlan.COUNTS;
    }

    private LineParser compiled(String text) throws FormatSyntaxException {
        return LogFormats.parse(text).newParser(plan());
    }

    private String line(Random random, int i) {
        String client = random.nextInt(223) + 1 + "." + random.nextInt(256) + ".7." + random.nextInt(9);
        int minute = i / 100;
        int second = 10 + random.nextInt(49);
        String clf = "17/May/2015:10:0" + minute + ":" + second + " +0000";
        String iso = "2015-05-17T10:0" + minute + ":" + second;
        String path = "/presentations/logstash-monitorama-2013/images/kibana-" + random.nextInt(1000) + ".png";
        int size = random.nextInt(300_000);
        String request = "\"GET " + path + " HTTP/1.1\"";
        String referer = "http://semicomplete.com/presentations/logstash-monitorama-2013/";
        String tail = " \"" + referer + "\" \"" + AGENT + "\"";
        String common = client + " - - [" + clf + "] " + request + " 200 " + size;
        return switch (format) {
            case "handwritten", "combined" -> common + tail;
            case "nginx" -> common + tail + " \"-\" 0.0" + random.nextInt(99);
            case "apache" -> common + tail + " " + random.nextInt(1_000_000);
            case "proxymanager" ->
                "[" + clf + "] - 200 200 - GET https www.example.com \"" + path + "\" [Client " + client + "] [Length "
                        + size + "] [Gzip -] [Sent-to web] \"" + AGENT + "\" \"" + referer + "\"";
            case "haproxy" ->
                client + ":3886" + random.nextInt(9) + " [17/May/2015:10:0" + minute + ":" + second
                        + ".726] www~ app/app1 0/0/1/2/3 200 " + size + " - - ---- 6/6/0/0/0 0/0 {" + AGENT + "} {} "
                        + request;
            case "alb" ->
                "https " + iso + ".186641Z app/web/50dc6c495c0c9188 " + client + ":44740 10.0.0.1:80 0.000 0.001"
                        + " 0.000 200 200 34 " + size + " \"GET https://www.example.com:443" + path + " HTTP/1.1\" \""
                        + AGENT
                        + "\" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing \"Root=1\" \"-\" \"-\" 0 "
                        + iso
                        + ".186641Z \"forward\" \"-\" \"-\" \"10.0.0.1:80\" \"200\" \"-\" \"-\"";
            case "squid" ->
                "14318569" + (10 + random.nextInt(89)) + ".899    167 " + client + " TCP_MISS/200 " + size
                        + " GET http://www.example.com" + path + " - HIER_DIRECT/192.0.2.1 image/png";
            case "envoy" ->
                "[" + iso + ".310Z] " + request + " 200 - 0 " + size + " 26 25 \"" + client + "\" \"" + AGENT
                        + "\" \"cc21d9b0-cf5c-432b-8c7e-98aeb7988cd2\" \"www.example.com\" \"10.0.2.1:80\"";
            case "w3c" ->
                iso.replace('T', ' ') + " 10.0.0.1 GET " + path + " - 443 - " + client + " " + AGENT.replace(' ', '+')
                        + " " + referer + " 200 0 0 206";
            case "cloudfront" ->
                (iso.replace('T', ' ') + " CDG50-P2 " + size + " " + client
                                + " GET d6rcaj0q1hys9.cloudfront.net " + path + " 200 " + referer + " "
                                + AGENT.replace(" ", "%20")
                                + " - - Hit 375WZmnR4hhhnlZKNn0D== www.example.com https 62 0.113")
                        .replace(' ', '\t');
            case "nginx_json" ->
                "{\"time\":\"" + iso + "+00:00\",\"remote_addr\":\"" + client
                        + "\",\"request_method\":\"GET\",\"request_uri\":\"" + path
                        + "\",\"status\":200,\"body_bytes_sent\":"
                        + size + ",\"request_time\":0.012,\"http_referer\":\"" + referer + "\",\"http_user_agent\":\""
                        + AGENT
                        + "\"}";
            case "caddy" ->
                "{\"level\":\"info\",\"ts\":14318569" + (10 + random.nextInt(89))
                        + ".7564995,\"logger\":\"http.log.access\",\"msg\":\"handled request\",\"request\":{\"remote_ip\":\""
                        + client
                        + "\",\"remote_port\":\"44790\",\"proto\":\"HTTP/2.0\",\"method\":\"GET\",\"host\":\"www.example.com\""
                        + ",\"uri\":\"" + path + "\",\"headers\":{\"User-Agent\":[\"" + AGENT
                        + "\"],\"Accept\":[\"*/*\"],\"Referer\":[\""
                        + referer + "\"]}},\"bytes_read\":0,\"user_id\":\"\",\"duration\":0.000002701,\"size\":" + size
                        + ",\"status\":200,\"resp_headers\":{\"Server\":[\"Caddy\"],\"Content-Type\":[\"image/png\"]}}";
            case "ltsv" ->
                "time:" + iso + "+00:00\thost:" + client + "\tmethod:GET\turi:" + path + "\tstatus:200\tsize:" + size
                        + "\treqtime:0.012\treferer:" + referer + "\tua:" + AGENT;
            default -> throw new IllegalStateException(String.format(Locale.ROOT, "no lines of %s", format));
        };
    }

    @Benchmark
    @OperationsPerInvocation(LINES)
    public long parse() {
        long sum = 0;
        int from = 0;
        for (int end : ends) {
            if (parser.parse(bytes, from, end, entry) == null) {
                sum += entry.epochSecond() ^ entry.client().low() ^ entry.status() ^ entry.bodyBytes();
            }
            from = end;
        }
        return sum;
    }
}
