package io.github.logtraffic.samples;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A small shop and who visits it: people with browsers, crawlers, a monitor, a scanner, somebody who hammers the search,
 * and a quarter of an hour in which the shop's backend fails. The same seed gives the same log, byte for byte.
 */
final class SampleSite {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int DAY = 86_400;
    private static final int HOUR = 3_600;

    private static final List<String> PAGES = List.of(
            "/",
            "/products",
            "/products/teapot",
            "/products/kettle",
            "/products/cup-and-saucer",
            "/about",
            "/blog",
            "/blog/how-to-brew",
            "/cart",
            "/checkout",
            "/search?q=oolong",
            "/search?q=green+tea&page=2",
            "/contact");
    private static final List<String> ASSETS = List.of(
            "/assets/site.css",
            "/assets/site.js",
            "/assets/logo.svg",
            "/img/teapot.webp",
            "/img/kettle.webp",
            "/favicon.ico",
            "/fonts/serif.woff2");
    private static final List<String> PROBES = List.of(
            "/.env",
            "/.git/config",
            "/wp-login.php",
            "/xmlrpc.php",
            "/phpmyadmin/",
            "/admin/config.php",
            "/backup.zip",
            "/cgi-bin/test.cgi?cmd=id",
            "/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php",
            "/actuator/env");
    private static final List<String> BROWSERS = List.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15",
            "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36");
    private static final String CRAWLER = "Mozilla/5.0 (compatible; Teabot/2.1; +https://search.example/bot.html)";

    private final Random random;
    private final long start;
    private final int visitorsPerDay;
    private final Consumer<String> lines;
    private final PriorityQueue<Request> pending =
            new PriorityQueue<>(Comparator.comparingLong(Request::second).thenComparingLong(Request::number));
    private long number;

    /**
     * @param seed decides everything that chance decides
     * @param start midnight of the first day, in seconds since the epoch
     * @param visitorsPerDay how many people come each day
     * @param lines takes the log's lines, in order of time
     */
    SampleSite(long seed, long start, int visitorsPerDay, Consumer<String> lines) {
        this.random = new Random(seed);
        this.start = start;
        this.visitorsPerDay = visitorsPerDay;
        this.lines = lines;
    }

    private record Request(long second, long number, String line) {}

    /** Writes one more day. */
    void writeDay(int day) {
        long midnight = start + (long) day * DAY;
        for (int hour = 0; hour < 24; hour++) {
            long from = midnight + (long) hour * HOUR;
            visitors(from, hour);
            machines(from, hour);
            if (hour == 3) {
                scan(from + 17 * 60);
            }
            if (hour == 16) {
                hammer(from + 40 * 60);
            }
            writeUntil(from + HOUR);
        }
    }

    private void writeUntil(long second) {
        while (!pending.isEmpty() && pending.element().second() < second) {
            lines.accept(pending.remove().line());
        }
    }

    private void visitors(long from, int hour) {
        double busy = 1 + Math.sin((hour - 9) / 24.0 * 2 * Math.PI) * 0.8;
        int count = (int) Math.round(visitorsPerDay / 24.0 * busy);
        for (int visitor = 0; visitor < count; visitor++) {
            visit(from + random.nextInt(HOUR), address(), pick(BROWSERS));
        }
    }

    /** One person's visit: pages, and with the first of them the assets, which later visits find unchanged. */
    private void visit(long from, String client, String browser) {
        String referer = random.nextInt(3) == 0 ? "https://search.example/" : "-";
        String user = random.nextInt(20) == 0 ? "jane" : "-";
        long second = from;
        boolean returning = random.nextInt(4) == 0;
        int pages = 1 + random.nextInt(5);
        for (int page = 0; page < pages; page++) {
            String target = page == 0 ? "/" : pick(PAGES);
            int status = isFailing(second) && random.nextInt(4) > 0 ? 502 : 200;
            add(
                    second,
                    client,
                    user,
                    "GET",
                    target,
                    status,
                    status == 200 ? 4_000 + random.nextInt(30_000) : 157,
                    referer,
                    browser);
            if (page == 0) {
                for (String asset : ASSETS.subList(0, 3 + random.nextInt(4))) {
                    add(
                            second + random.nextInt(3),
                            client,
                            user,
                            "GET",
                            asset,
                            returning ? 304 : 200,
                            returning ? 0 : 800 + random.nextInt(90_000),
                            "https://shop.example/",
                            browser);
                }
            }
            if (target.equals("/checkout") && status == 200) {
                add(second + 20, client, user, "POST", "/checkout", 302, 0, "https://shop.example/checkout", browser);
            }
            referer = "https://shop.example" + target;
            second += 5 + random.nextInt(90);
        }
    }

    private boolean isFailing(long second) {
        long ofDay = Math.floorMod(second, (long) DAY);
        return ofDay >= 14 * HOUR + 20 * 60 && ofDay < 14 * HOUR + 35 * 60;
    }

    private void machines(long from, int hour) {
        for (int minute = 0; minute < 60; minute += 5) {
            boolean failing = isFailing(from + minute * 60L);
            add(
                    from + minute * 60L,
                    "2001:db8:feed::10",
                    "-",
                    "HEAD",
                    "/",
                    failing ? 502 : 200,
                    0,
                    "-",
                    "uptime-check/3.2");
        }
        for (int i = 0; i < 12; i++) {
            String page = i == 0 && hour == 0 ? "/robots.txt" : pick(PAGES);
            add(
                    from + random.nextInt(HOUR),
                    "203.0.113." + (65 + random.nextInt(3)),
                    "-",
                    "GET",
                    page,
                    200,
                    3_000 + random.nextInt(20_000),
                    "-",
                    CRAWLER);
        }
        add(
                from + random.nextInt(HOUR),
                "feeds.reader.example",
                "-",
                "GET",
                "/blog/feed.xml",
                200,
                18_211,
                "-",
                "FeedFetcher/1.9");
    }

    /** A scanner: all probes, several times, within two minutes. */
    private void scan(long from) {
        for (int i = 0; i < 180; i++) {
            String target = pick(PROBES);
            add(
                    from + i * 2L / 3,
                    "198.51.100.23",
                    "-",
                    i % 7 == 0 ? "POST" : "GET",
                    target,
                    target.contains("admin") ? 403 : 404,
                    196,
                    "-",
                    "python-requests/2.32.3");
        }
        add(from + 121, "198.51.100.23", "-", null, "\\x16\\x03\\x01\\x00\\xEE\\x01", 400, 157, "-", "-");
    }

    /** Somebody asks for the search twelve times a second until the shop has had enough of it. */
    private void hammer(long from) {
        for (int i = 0; i < 480; i++) {
            add(
                    from + i / 12,
                    "192.0.2.44",
                    "-",
                    "GET",
                    "/search?q=tea&page=" + i,
                    i < 60 ? 200 : 429,
                    i < 60 ? 9_120 : 0,
                    "-",
                    "Go-http-client/2.0");
        }
    }

    private String address() {
        if (random.nextInt(6) == 0) {
            return String.format(
                    Locale.ROOT, "2001:db8:%x:%x::%x", random.nextInt(8), random.nextInt(40), 1 + random.nextInt(4));
        }
        String network = random.nextBoolean() ? "198.51.100." : "192.0.2.";
        return network + (100 + random.nextInt(150));
    }

    private String pick(List<String> choices) {
        return choices.get(Math.min(random.nextInt(choices.size()), random.nextInt(choices.size())));
    }

    private void add(
            long second,
            String client,
            String user,
            String method,
            String target,
            int status,
            long bytes,
            String referer,
            String agent) {
        String request = method == null ? target : method + " " + target + " HTTP/1.1";
        String line = client + " - " + user + " [" + TIME.format(Instant.ofEpochSecond(second)) + "] \"" + request
                + "\" " + status + " " + (bytes == 0 ? "-" : Long.toString(bytes)) + " \"" + referer + "\" \"" + agent
                + "\"";
        pending.add(new Request(second, number++, line));
    }

    /** The lines of one day, as a list. */
    static List<String> day(long seed, long midnight, int visitorsPerDay) {
        List<String> lines = new ArrayList<>();
        SampleSite site = new SampleSite(seed, midnight, visitorsPerDay, lines::add);
        site.writeDay(0); // whoever is still there at midnight goes on in a log that nobody reads
        return lines;
    }
}
