package io.github.logtraffic.log.format;

import io.github.logtraffic.log.format.FormatElement.Field;
import io.github.logtraffic.log.value.TimePattern;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A directive of a {@code LogFormat} and what it means: those of mod_log_config, mod_logio and mod_ssl, and Tomcat's.
 * Where it is not known whose they are, a letter that means one thing in Apache and another in Tomcat is a text.
 *
 * @param name the letter, or a caret and two letters
 * @param argument what stands in braces, empty when there are none
 * @param request {@code <} for the original request, {@code >} for the one it was redirected to, otherwise a blank
 * @param written the whole directive
 * @param column where it begins in the format, from 1
 */
record ApacheDirective(String name, String argument, char request, String written, int column) {
    /** The directives that mean something without an argument; the argument that others may have is in front. */
    private static final Map<String, Field> PLAIN = Map.ofEntries(
            meant("a", FieldNames.CLIENT, "remote_addr", 0, ValueKind.CLIENT),
            meant("{remote}a", FieldNames.CLIENT, "remote_addr", 0, ValueKind.CLIENT),
            meant("h", FieldNames.CLIENT, "remote_host", 1, ValueKind.CLIENT),
            meant("{c}a", FieldNames.PEER, "peer_addr", 0, ValueKind.CLIENT),
            meant("{peer}a", FieldNames.PEER, "peer_addr", 0, ValueKind.CLIENT),
            meant("{c}h", FieldNames.PEER, "peer_host", 1, ValueKind.CLIENT),
            meant("u", FieldNames.USER, "remote_user", 0, ValueKind.USER),
            meant("r", FieldNames.REQUEST, "request", 0, ValueKind.REQUEST),
            meant("m", FieldNames.METHOD, "request_method", 0, ValueKind.METHOD),
            meant("U", FieldNames.PATH, "request_path", 0, ValueKind.PATH),
            meant("q", FieldNames.QUERY, "query_string", 0, ValueKind.QUERY),
            meant("H", FieldNames.PROTOCOL, "request_protocol", 0, ValueKind.PROTOCOL),
            meant(">s", FieldNames.STATUS, "final_status", 0, ValueKind.STATUS),
            meant("s", FieldNames.STATUS, "original_status", 1, ValueKind.STATUS),
            meant("<s", FieldNames.STATUS, "original_status", 2, ValueKind.STATUS),
            meant("b", FieldNames.BYTES, "body_bytes_sent", 0, ValueKind.BYTES),
            meant("B", FieldNames.BYTES, "body_bytes_sent", 0, ValueKind.BYTES),
            meant("O", FieldNames.BYTES, "bytes_sent", 1, ValueKind.BYTES),
            meant("V", FieldNames.HOST, "requested_server_name", 1, ValueKind.HOST),
            meant("v", FieldNames.HOST, "server_name", 2, ValueKind.HOST),
            meant("D", FieldNames.DURATION, "duration_us", 0, ValueKind.MICROS),
            meant("T", FieldNames.DURATION, "duration_s", 1, ValueKind.SECONDS),
            meant("{s}T", FieldNames.DURATION, "duration_s", 1, ValueKind.SECONDS),
            meant("{fracsec}T", FieldNames.DURATION, "duration_s", 0, ValueKind.SECONDS),
            meant("{ms}T", FieldNames.DURATION, "duration_ms", 0, ValueKind.MILLIS),
            meant("{us}T", FieldNames.DURATION, "duration_us", 0, ValueKind.MICROS),
            meant("{ns}T", FieldNames.DURATION, "duration_ns", 0, ValueKind.NANOS),
            other("^FB", "first_byte_duration", ValueKind.MICROS),
            other("F", "commit_duration", ValueKind.MILLIS),
            other("A", "server_addr", ValueKind.TEXT),
            other("f", "filename", ValueKind.TEXT),
            other("I", "bytes_received", ValueKind.TEXT),
            other("S", "bytes_transferred", ValueKind.TEXT),
            other("k", "keepalive_requests", ValueKind.NUMBER),
            other("l", "logname", ValueKind.TEXT),
            other("L", "log_id", ValueKind.TEXT),
            other("{c}L", "connection_log_id", ValueKind.TEXT),
            other("p", "server_port", ValueKind.NUMBER),
            other("{canonical}p", "server_port", ValueKind.NUMBER),
            other("{local}p", "local_port", ValueKind.NUMBER),
            other("{remote}p", "remote_port", ValueKind.NUMBER),
            other("P", "pid", ValueKind.NUMBER),
            other("{pid}P", "pid", ValueKind.NUMBER),
            other("{tid}P", "thread_id", ValueKind.NUMBER),
            other("{hextid}P", "thread_id", ValueKind.TEXT),
            other("R", "handler", ValueKind.TEXT),
            other("X", "connection_status", ValueKind.TEXT),
            other("c", "connection_status", ValueKind.TEXT));

    /** The directives whose argument is a name, and what their fields' names begin with. */
    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("i", ""),
            Map.entry("o", "sent_"),
            Map.entry("^ti", "trailer_"),
            Map.entry("^to", "sent_trailer_"),
            Map.entry("C", "cookie_"),
            Map.entry("c", "cookie_"),
            Map.entry("e", "env_"),
            Map.entry("n", "note_"),
            Map.entry("r", "attribute_"),
            Map.entry("s", "session_"),
            Map.entry("x", "variable_"),
            Map.entry("g", "variable_"));

    /** The directives whose argument is one of a few words. */
    private static final Map<String, String> ARGUMENTS = Map.of(
            "a", "c, remote or peer",
            "h", "c",
            "L", "c",
            "p", "canonical, local or remote",
            "P", "pid, tid or hextid",
            "T", "s, ms, us, ns or fracsec");

    private static final Map<String, TimePattern> SPECIAL_TIMES = Map.of(
            "sec", TimePattern.SEC,
            "msec", TimePattern.MSEC,
            "usec", TimePattern.USEC,
            "msec_frac", TimePattern.MSEC_FRAC,
            "usec_frac", TimePattern.USEC_FRAC);

    /** The names of all directives that mean something without an argument, with their few possible arguments. */
    static Set<String> plain() {
        return PLAIN.keySet();
    }

    /** What is logged. */
    Field field() throws FormatSyntaxException {
        if (name.equals("t")) {
            return time();
        }
        if (!argument.isEmpty() && NAMED.containsKey(name)) {
            return named(NAMED.get(name));
        }
        boolean isOneOfFew = !argument.isEmpty() && ARGUMENTS.containsKey(name);
        String side = name.equals("s") ? Character.toString(request).strip() : "";
        Field field = PLAIN.get(isOneOfFew ? "{" + argument.toLowerCase(Locale.ROOT) + "}" + name : side + name);
        if (field == null) {
            throw new FormatSyntaxException(written, column, expectation());
        }
        return as(field.name(), field.ownName(), field.rank(), field.kind());
    }

    /** A duration that its format says is in milliseconds. */
    Field fieldInMillis() {
        return as(FieldNames.DURATION, "duration_ms", 0, ValueKind.MILLIS);
    }

    /** What is logged by Tomcat. */
    Field fieldOfTomcat() throws FormatSyntaxException {
        return switch (name) {
            case "D" -> fieldInMillis();
            case "I" -> as("thread", "thread", 0, ValueKind.TEXT);
            case "S" -> as("session_id", "session_id", 0, ValueKind.TEXT);
            default -> field();
        };
    }

    private String expectation() {
        if (ARGUMENTS.containsKey(name)) {
            return "takes nothing else in its braces than " + ARGUMENTS.get(name);
        }
        return NAMED.containsKey(name) ? "needs a name in braces, as in %{Name}" + name : "is no LogFormat directive";
    }

    private Field named(String prefix) {
        if (name.equals("i")) {
            return RequestHeader.field(argument, written);
        }
        String own = prefix + RequestHeader.snakeCase(argument);
        return as(own, own, 0, ValueKind.TEXT);
    }

    /** A time; that of the end of the request is meant only when its beginning is not logged. */
    private Field time() throws FormatSyntaxException {
        boolean isOfEnd = argument.equals("end") || argument.startsWith("end:");
        boolean isOfBeginning = argument.equals("begin") || argument.startsWith("begin:");
        String format = isOfEnd || isOfBeginning ? argument.substring(argument.indexOf(':') + 1) : argument;
        boolean isClf = format.isEmpty() || format.equals("end") || format.equals("begin");
        ValueKind kind = isClf ? ValueKind.CLF_TIME : ValueKind.PATTERN_TIME;
        String own = (isOfEnd ? "end_" : "") + (isClf ? "time_local" : "time_formatted");
        int rank = isOfEnd ? 1 : 0;
        return isClf
                ? as(FieldNames.TIME, own, rank, kind)
                : new Field(FieldNames.TIME, own, rank, kind, pattern(format), written);
    }

    /** Apache's formats are those of {@code strftime(3)}, Tomcat's those of {@code SimpleDateFormat}. */
    private TimePattern pattern(String format) throws FormatSyntaxException {
        TimePattern special = SPECIAL_TIMES.get(format);
        if (special != null) {
            return special;
        }
        try {
            return format.indexOf('%') >= 0 ? TimePattern.strftime(format) : TimePattern.simpleDateFormat(format);
        } catch (IllegalArgumentException e) {
            throw new FormatSyntaxException(written, column, "is no time that can be read: " + e.getMessage());
        }
    }

    private Field as(String field, String own, int rank, ValueKind kind) {
        return new Field(field, own, rank, kind, null, written);
    }

    private static Map.Entry<String, Field> other(String directive, String own, ValueKind kind) {
        return meant(directive, own, own, 0, kind);
    }

    private static Map.Entry<String, Field> meant(
            String directive, String field, String own, int rank, ValueKind kind) {
        return Map.entry(directive, new Field(field, own, rank, kind, null, "%" + directive));
    }
}
