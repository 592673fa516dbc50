package io.github.logtraffic.log.format;

import static java.util.Map.entry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A directive or variable of a format string: what its server writes for it, and under which names both parsers know it.
 *
 * @param written the directive
 * @param names our name of each value and httpdlog's path to it
 * @param own our name of a value that is the second one of its name in a format
 * @param unit what one of httpdlog's numbers is in milliseconds for a time, in microseconds for a duration
 * @param value makes a value as the server writes it
 */
record LoggedField(
        String written, Map<String, String> names, String own, long unit, Function<LoggedValues, String> value) {
    private static final String EPOCH = "TIME.EPOCH:request.receive.time.epoch";
    private static final String DURATION = "response.server.processing.time";
    private static final Set<String> NOT_VERBATIM =
            Set.of("client", "time", "status", "bytes", "bytes_sent", "duration", "host", "query");
    private static final Map<String, String> REQUEST = Map.ofEntries(
            entry(FieldNames.METHOD, "HTTP.METHOD:request.firstline.method"),
            entry(FieldNames.TARGET, "HTTP.URI:request.firstline.uri"),
            entry(FieldNames.PROTOCOL, "HTTP.PROTOCOL_VERSION:request.firstline.protocol"));

    private static final List<LoggedField> ALL = List.of(
            // Apache
            field("%h", "client", "IP:connection.client.host", LoggedValues::host),
            field("%a", "client", "IP:connection.client.ip", LoggedValues::address),
            field("%l", "logname", "NUMBER:connection.client.logname", LoggedValues::logname),
            field("%u", "user", "STRING:connection.client.user", LoggedValues::user),
            field("%t", "time", EPOCH, LoggedValues::clfTimeInBrackets),
            field("%{%Y-%m-%dT%H:%M:%S%z}t", "time", EPOCH, LoggedValues::strftimeTime),
            field("%{sec}t", "time", "TIME.SECONDS:request.receive.time.sec", 1_000, LoggedValues::seconds),
            field("%{msec}t", "time", "TIME.EPOCH:request.receive.time.msec", LoggedValues::millis),
            new LoggedField("%r", REQUEST, "request", 1, LoggedValues::request),
            field("%m", "method", "HTTP.METHOD:request.method", LoggedValues::method),
            field("%U", "path", "URI:request.urlpath", LoggedValues::path),
            field("%q", "query", "HTTP.QUERYSTRING:request.querystring", LoggedValues::query),
            field("%H", "protocol", "PROTOCOL:request.protocol", LoggedValues::protocol),
            field("%>s", "status", "STRING:request.status.last", LoggedValues::status),
            field("%s", "status", "STRING:request.status", LoggedValues::status),
            field("%<s", "status", "STRING:request.status.original", LoggedValues::status),
            field("%b", "bytes", "BYTESCLF:response.body.bytes", LoggedValues::bytesOrDash),
            field("%B", "bytes", "BYTES:response.body.bytes", LoggedValues::bytes),
            field("%I", "bytes_received", "BYTES:request.bytes", LoggedValues::bytes),
            second("%O", "bytes", "bytes_sent", "BYTES:response.bytes", LoggedValues::bytes),
            field("%D", "duration", "MICROSECONDS:" + DURATION, 1, LoggedValues::wholeDuration),
            field("%{us}T", "duration", "MICROSECONDS:" + DURATION, 1, LoggedValues::wholeDuration),
            field("%{ms}T", "duration", "MILLISECONDS:" + DURATION, 1_000, LoggedValues::wholeDuration),
            field("%T", "duration", "SECONDS:" + DURATION, 1_000_000, LoggedValues::wholeDuration),
            field("%v", "host", "STRING:connection.server.name.canonical", LoggedValues::virtualHost),
            field("%V", "host", "STRING:connection.server.name", LoggedValues::virtualHost),
            field("%p", "server_port", "PORT:request.server.port.canonical", LoggedValues::port),
            field("%{Referer}i", "referer", "HTTP.URI:request.referer", LoggedValues::header),
            field("%!200,304{Referer}i", "referer", "HTTP.URI:request.referer", LoggedValues::header),
            field("%{User-Agent}i", "user_agent", "HTTP.USERAGENT:request.user-agent", LoggedValues::header),
            field(
                    "%{X-Forwarded-For}i",
                    "x_forwarded_for", "HTTP.HEADER:request.header.x-forwarded-for", LoggedValues::addresses),
            field("%{Host}i", "host", "HTTP.HEADER:request.header.host", LoggedValues::hostHeader),
            field(
                    "%{Accept-Language}i",
                    "accept_language", "HTTP.HEADER:request.header.accept-language", LoggedValues::header),
            field(
                    "%{Content-Type}o",
                    "sent_content_type", "HTTP.HEADER:response.header.content-type", LoggedValues::header),
            field(
                    "%X",
                    "connection_status",
                    "HTTP.CONNECTSTATUS:response.connection.status",
                    LoggedValues::connectionStatus),
            field("%k", "keepalive_requests", "NUMBER:connection.keepalivecount", LoggedValues::port),
            // nginx
            field("$remote_addr", "client", "IP:connection.client.host", LoggedValues::address),
            field("$remote_user", "user", "STRING:connection.client.user", LoggedValues::user),
            field("$time_local", "time", EPOCH, LoggedValues::clfTime),
            field("$time_iso8601", "time", EPOCH, LoggedValues::isoTime),
            field("$msec", "time", EPOCH, LoggedValues::secondsAndMillis),
            new LoggedField("$request", REQUEST, "request", 1, LoggedValues::request),
            field("$request_method", "method", "HTTP.METHOD:request.firstline.method", LoggedValues::method),
            field("$request_uri", "target", "HTTP.URI:request.firstline.uri", LoggedValues::target),
            field(
                    "$server_protocol",
                    "protocol",
                    "HTTP.PROTOCOL_VERSION:request.firstline.protocol",
                    LoggedValues::protocol),
            field("$status", "status", "STRING:request.status.last", LoggedValues::status),
            field("$body_bytes_sent", "bytes", "BYTES:response.body.bytes", LoggedValues::bytes),
            second("$bytes_sent", "bytes", "bytes_sent", "BYTES:response.bytes", LoggedValues::bytes),
            field("$request_length", "request_length", "BYTES:request.bytes", LoggedValues::bytes),
            field("$http_referer", "referer", "HTTP.URI:request.referer", LoggedValues::header),
            field("$http_user_agent", "user_agent", "HTTP.USERAGENT:request.user-agent", LoggedValues::header),
            field(
                    "$http_x_forwarded_for",
                    "x_forwarded_for",
                    "HTTP.HEADER:request.header.x_forwarded_for",
                    LoggedValues::addresses),
            field("$http_host", "host", "HTTP.HEADER:request.header.host", LoggedValues::hostHeader),
            field("$host", "host", "STRING:connection.server.name", LoggedValues::virtualHost),
            field("$server_name", "host", "STRING:connection.server.name", LoggedValues::virtualHost),
            field("$request_time", "duration", "MICROSECONDS:" + DURATION, 1, LoggedValues::decimalSeconds),
            field(
                    "$upstream_addr",
                    "upstream",
                    "UPSTREAM_ADDR_LIST:nginxmodule.upstream.addr",
                    LoggedValues::upstreamAddresses),
            field(
                    "$upstream_status",
                    "upstream_status",
                    "UPSTREAM_STATUS_LIST:nginxmodule.upstream.status",
                    LoggedValues::upstreamStatuses),
            field(
                    "$upstream_connect_time",
                    "upstream_connect_time",
                    "UPSTREAM_SECOND_MILLIS_LIST:nginxmodule.upstream.connect.time",
                    LoggedValues::upstreamTimes),
            field(
                    "$upstream_response_time",
                    "upstream_response_time",
                    "UPSTREAM_SECOND_MILLIS_LIST:nginxmodule.upstream.response.time",
                    LoggedValues::upstreamTimes),
            field("$remote_port", "remote_port", "PORT:connection.client.port", LoggedValues::port),
            field("$request_id", "request_id", "STRING:request.id", LoggedValues::requestId));

    private static final Map<String, LoggedField> BY_DIRECTIVE = byDirective();

    /** The field of which the directive begins at a place of a format, null when none does. */
    static @Nullable LoggedField at(String format, int at) {
        LoggedField longest = null;
        for (LoggedField field : BY_DIRECTIVE.values()) {
            boolean isLonger = longest == null || field.written.length() > longest.written.length();
            if (isLonger && format.startsWith(field.written, at)) {
                longest = field;
            }
        }
        return longest;
    }

    /** Whether httpdlog takes nothing but a run without blanks for the value. */
    boolean isWordToHttpdlog() {
        return switch (written) {
            case "%h", "%u", "%m", "%U", "%q", "%H", "%v", "%V" -> true;
            case "$remote_user", "$http_referer", "$request_method", "$request_uri", "$host", "$server_name" -> true;
            default -> false;
        };
    }

    /** Whether httpdlog takes nothing but an address for the value. */
    boolean isAddressToHttpdlog() {
        return written.equals("%a") || written.equals("$remote_addr");
    }

    /** Whether our parser gives the value as it stands. */
    boolean isVerbatim() {
        return names.size() == 1
                && !NOT_VERBATIM.contains(names.keySet().iterator().next());
    }

    private static LoggedField field(String written, String ours, String path, Function<LoggedValues, String> value) {
        return field(written, ours, path, 1, value);
    }

    private static LoggedField field(
            String written, String ours, String path, long unit, Function<LoggedValues, String> value) {
        return new LoggedField(written, Map.of(ours, path), ours, unit, value);
    }

    private static LoggedField second(
            String written, String ours, String own, String path, Function<LoggedValues, String> value) {
        return new LoggedField(written, Map.of(ours, path), own, 1, value);
    }

    private static Map<String, LoggedField> byDirective() {
        Map<String, LoggedField> fields = new LinkedHashMap<>();
        ALL.forEach(field -> fields.put(field.written, field));
        return fields;
    }
}
