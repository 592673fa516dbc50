package io.github.logtraffic.log.format;

import io.github.logtraffic.log.format.FormatElement.Field;
import io.github.logtraffic.log.value.TimePattern;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the variables of nginx mean, after its <a href="https://nginx.org/en/docs/varindex.html">index of variables</a>;
 * and the variables in which this program's known formats are written.
 *
 * <p>Any other variable may come from a {@code map}, a {@code set} or a module, and is text under its own name.
 */
final class NginxVariables {
    private static final String HEADER_PREFIX = "http_";

    private static final List<Field> STANDARD = List.of(
            meant("client", FieldNames.CLIENT, 0, ValueKind.CLIENT),
            meant("peer", FieldNames.PEER, 0, ValueKind.CLIENT),
            meant("user", FieldNames.USER, 0, ValueKind.USER),
            meant("time", FieldNames.TIME, 0, ValueKind.ANY_TIME),
            meant("method", FieldNames.METHOD, 0, ValueKind.METHOD),
            meant("target", FieldNames.TARGET, 0, ValueKind.TARGET),
            meant("path", FieldNames.PATH, 0, ValueKind.PATH),
            meant("query", FieldNames.QUERY, 0, ValueKind.QUERY),
            meant("protocol", FieldNames.PROTOCOL, 0, ValueKind.PROTOCOL),
            meant("status", FieldNames.STATUS, 0, ValueKind.STATUS),
            meant("bytes", FieldNames.BYTES, 0, ValueKind.BYTES),
            meant("referer", FieldNames.REFERER, 0, ValueKind.TEXT),
            meant("user_agent", FieldNames.USER_AGENT, 0, ValueKind.TEXT),
            meant("duration", FieldNames.DURATION, 0, ValueKind.ANY_DURATION),
            meant("upstream", FieldNames.UPSTREAM, 0, ValueKind.TEXT),
            meant("request", FieldNames.REQUEST, 0, ValueKind.REQUEST));

    private static final List<Field> OF_KNOWN_FORMATS = List.of(
            meant("last_client", FieldNames.CLIENT, 0, ValueKind.LAST_CLIENT),
            meant("duration_ms", FieldNames.DURATION, 0, ValueKind.MILLIS),
            meant("duration_us", FieldNames.DURATION, 0, ValueKind.MICROS),
            meant("duration_ns", FieldNames.DURATION, 0, ValueKind.NANOS),
            meant("summed_duration", FieldNames.DURATION, 0, ValueKind.SUMMED_SECONDS),
            meant("duration_s", FieldNames.DURATION, 0, ValueKind.SECONDS),
            meant("absolute_request", FieldNames.REQUEST, 0, ValueKind.ABSOLUTE_REQUEST),
            meant("client_and_port", FieldNames.CLIENT, 0, ValueKind.CLIENT_AND_PORT),
            meant("x_forwarded_for", FieldNames.X_FORWARDED_FOR, 0, ValueKind.ADDRESSES),
            meant("time_haproxy", FieldNames.TIME, 0, ValueKind.ANY_TIME),
            new Field(FieldNames.TIME, "date_iis", 0, ValueKind.PATTERN_TIME, TimePattern.US_DATE, "$date_iis"),
            time("date_iso", "%Y-%m-%d"),
            time("time_of_day", "%-H:%M:%S"));

    private static final List<Field> OF_NGINX = List.of(
            meant("the_real_ip", FieldNames.CLIENT, -1, ValueKind.CLIENT),
            meant("remote_addr", FieldNames.CLIENT, 0, ValueKind.CLIENT),
            meant("proxy_protocol_addr", FieldNames.CLIENT, 1, ValueKind.CLIENT),
            meant("realip_remote_addr", FieldNames.PEER, 0, ValueKind.CLIENT),
            meant("remote_user", FieldNames.USER, 0, ValueKind.USER),
            meant("time_local", FieldNames.TIME, 0, ValueKind.CLF_TIME),
            meant("time_iso8601", FieldNames.TIME, 0, ValueKind.ISO_TIME),
            meant("msec", FieldNames.TIME, 0, ValueKind.EPOCH_TIME),
            meant("request_method", FieldNames.METHOD, 0, ValueKind.METHOD),
            meant("request_uri", FieldNames.TARGET, 0, ValueKind.TARGET),
            meant("uri", FieldNames.PATH, 0, ValueKind.PATH),
            meant("document_uri", FieldNames.PATH, 0, ValueKind.PATH),
            meant("args", FieldNames.QUERY, 0, ValueKind.QUERY),
            meant("query_string", FieldNames.QUERY, 0, ValueKind.QUERY),
            meant("server_protocol", FieldNames.PROTOCOL, 0, ValueKind.PROTOCOL),
            meant("body_bytes_sent", FieldNames.BYTES, 0, ValueKind.BYTES),
            meant("bytes_sent", FieldNames.BYTES, 1, ValueKind.BYTES),
            new Field(FieldNames.HOST, "request_host", 1, ValueKind.HOST, null, "$host"),
            meant("server_name", FieldNames.HOST, 2, ValueKind.HOST),
            meant("request_time", FieldNames.DURATION, 0, ValueKind.SECONDS),
            meant("upstream_addr", FieldNames.UPSTREAM, 0, ValueKind.TEXT),
            meant("proxy_add_x_forwarded_for", FieldNames.X_FORWARDED_FOR, 1, ValueKind.TEXT));

    private static final String NUMBERS = """
            bytes_received connection connection_requests connections_active connections_reading
            connections_waiting connections_writing content_length limit_rate pid proxy_port proxy_protocol_port
            proxy_protocol_server_port realip_remote_port remote_port request_length sent_http_content_length
            server_port ssl_client_v_remain tcpinfo_rcv_space tcpinfo_rtt tcpinfo_rttvar tcpinfo_snd_cwnd
            """;

    private static final String SECONDS = "connection_time session_time";

    /** Also where nginx writes numbers or times, but several of them, with commas and colons between. */
    private static final String TEXTS = """
            _ ancient_browser binary_remote_addr content_type date_gmt date_local document_root fastcgi_path_info
            fastcgi_script_name geoip2_city geoip2_continent_code geoip2_country_code geoip2_country_name
            geoip2_latitude geoip2_longitude geoip2_region_name geoip_area_code geoip_city
            geoip_city_continent_code geoip_city_country_code geoip_city_country_code3 geoip_city_country_name
            geoip_country_code geoip_country_code3 geoip_country_name geoip_dma_code geoip_latitude
            geoip_longitude geoip_org geoip_postal_code geoip_region geoip_region_name gzip_ratio hostname http2
            http3 https invalid_referer is_args is_request_port jwt_payload limit_conn_status limit_req_status
            memcached_key modern_browser msie namespace nginx_version ingress_name pipe proxy_alternative_upstream_name
            proxy_host proxy_protocol_server_addr proxy_upstream_name quic_connection realpath_root req_id
            request_body request_body_file request_completion request_filename request_id request_port scheme
            secure_link secure_link_expires server_addr service_name service_port session_log_binary_id
            session_log_id slice_range spdy spdy_request_priority ssl_alpn_protocol ssl_cipher ssl_ciphers
            ssl_client_cert ssl_client_escaped_cert ssl_client_fingerprint ssl_client_i_dn ssl_client_i_dn_legacy
            ssl_client_raw_cert ssl_client_s_dn ssl_client_s_dn_legacy ssl_client_serial ssl_client_sigalg
            ssl_client_v_end ssl_client_v_start ssl_client_verify ssl_curve ssl_curves ssl_early_data
            ssl_preread_alpn_protocols ssl_preread_protocol ssl_preread_server_name ssl_protocol ssl_server_name
            ssl_session_id ssl_session_reused ssl_sigalg uid_got uid_reset uid_set upstream_bytes_received
            upstream_bytes_sent upstream_cache_age upstream_cache_key upstream_cache_last_modified
            upstream_cache_status upstream_connect_time upstream_first_byte_time upstream_header_time
            upstream_last_addr upstream_last_server_name upstream_queue_time upstream_response_length
            upstream_response_time upstream_session_time upstream_status
            """;

    private static final Map<String, Field> TABLE = table();

    private NginxVariables() {}

    /**
     * The field of a variable. As in nginx the case of its letters means nothing.
     *
     * @param written <code>$name</code> or <code>${name}</code>
     */
    static Field field(String written) {
        String typed = written.startsWith("${") ? written.substring(2, written.length() - 1) : written.substring(1);
        String name = typed.toLowerCase(Locale.ROOT);
        Field known = TABLE.get(name);
        if (known != null) {
            return new Field(known.name(), known.ownName(), known.rank(), known.kind(), known.pattern(), written);
        }
        return name.startsWith(HEADER_PREFIX) && name.length() > HEADER_PREFIX.length()
                ? RequestHeader.field(name, written)
                : new Field(name, name, 0, ValueKind.TEXT, null, written);
    }

    /** The names of the variables that are known one by one; not those that are headers, cookies or arguments. */
    static Set<String> names() {
        return TABLE.keySet();
    }

    private static Map<String, Field> table() {
        Map<String, Field> table = new HashMap<>();
        for (List<Field> fields : List.of(
                STANDARD,
                OF_KNOWN_FORMATS,
                OF_NGINX,
                named(NUMBERS, ValueKind.NUMBER),
                named(SECONDS, ValueKind.SECONDS),
                named(TEXTS, ValueKind.TEXT))) {
            fields.forEach(field -> table.put(field.written().substring(1), field));
        }
        return Map.copyOf(table);
    }

    private static List<Field> named(String variables, ValueKind kind) {
        return Arrays.stream(variables.strip().split("\\s+"))
                .map(variable -> meant(variable, variable, 0, kind))
                .toList();
    }

    private static Field meant(String variable, String name, int rank, ValueKind kind) {
        return new Field(name, variable, rank, kind, null, "$" + variable);
    }

    private static Field time(String variable, String format) {
        TimePattern pattern = TimePattern.strftime(format);
        return new Field(FieldNames.TIME, variable, 0, ValueKind.PATTERN_TIME, pattern, "$" + variable);
    }
}
