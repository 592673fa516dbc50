package io.github.logtraffic.log.format;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The log formats that are known by name. Where two of them fit a log equally well, the one that stands first is taken; so
 * the more particular ones do.
 */
public final class KnownFormats {
    private static final String COMMON = "$client $logname $user [$time_local] \"$request\" $status $bytes";
    private static final String COMBINED = COMMON + " \"$referer\" \"$user_agent\"";
    private static final String ADDRESSES = " \"$x_forwarded_for\"";
    private static final String EXAMPLE = "203.0.113.7 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 512";
    private static final String COMBINED_EXAMPLE = EXAMPLE + " \"-\" \"curl/8.5\"";

    /** The keys of nginx's JSON that are mapped where a user maps no others. */
    static final String NGINX_KEYS = "client=remote_addr|ip|client_ip|remote_ip|clientip|client|remoteip|clientIp,"
            + "time=time|timestamp|time_local|date|@timestamp|time_iso8601|ts|msec|datetime,"
            + "status=status|status_code|response_code|response,"
            + "bytes=body_bytes_sent|body_bytes|length|bytes|bytes_sent|size|response_size,"
            + "request=request,"
            + "method=request_method|method|verb,"
            + "target=request_uri|uri|url|target|path,"
            + "query=args|query_string|query,"
            + "protocol=server_protocol|protocol|proto|httpversion,"
            + "host=http_host|host|server_name|vhost,"
            + "referer=http_referer|http_referrer|referer|referrer,"
            + "user_agent=http_user_agent|user_agent|agent|ua|useragent,"
            + "user=remote_user|user,"
            + "request_time=request_time|response_time|duration|taken_sec|elapsed,"
            + "upstream=upstream_addr|upstream,"
            + "x_forwarded_for=http_x_forwarded_for|x_forwarded_for|xff,"
            + "x_real_ip=http_x_real_ip|x_real_ip,"
            + "cf_connecting_ip=http_cf_connecting_ip|cf_connecting_ip,"
            + "forwarded=http_forwarded|forwarded";

    /** The labels that are mapped where a user maps no others. */
    static final String LTSV_KEYS = "client=host|remote_addr|client_ip|ip,"
            + "time=time|msec|time_local|timestamp,"
            + "request=req|request,"
            + "method=method|request_method,"
            + "target=uri|request_uri|target,"
            + "protocol=protocol|server_protocol,"
            + "status=status,"
            + "bytes=size|body_bytes_sent|bytes,"
            + "referer=referer|http_referer,"
            + "user_agent=ua|user_agent|http_user_agent,"
            + "host=vhost|http_host|server_name,"
            + "user=user|remote_user,"
            + "request_time=reqtime|request_time|apptime|runtime|taken,"
            + "upstream=upstream_addr|upstream,"
            + "x_forwarded_for=forwardedfor|x_forwarded_for|xff";

    /** The usual columns of IIS, for a log that lost its header. */
    private static final String IIS_COLUMNS =
            "date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip"
                    + " cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken";

    /** The columns of CloudFront's standard logs, in the order of its documentation. */
    private static final String CLOUDFRONT_COLUMNS = "date time x-edge-location sc-bytes c-ip cs-method cs(Host)"
            + " cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type"
            + " x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher"
            + " x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields c-port"
            + " time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start"
            + " sc-range-end";

    /** The format that is meant where nothing speaks for another one that reads as much. */
    public static final String MOST_USUAL = "combined";

    /** Apart from the others, because most logs need no other. */
    private static final KnownFormat USUAL = known(
            MOST_USUAL,
            open(LineSign.CLF_TIME, Leading.CLIENT, COMBINED, ADDRESSES),
            "Apache and nginx, LiteSpeed, Jetty, Varnish, Caddy (CLF)",
            COMBINED_EXAMPLE,
            "nginx",
            "apache",
            "litespeed",
            "jetty",
            "varnish");

    private static final KnownFormat USUAL_WITHOUT_MORE = known(
            MOST_USUAL, new FormatSpec.Text(LineSign.CLF_TIME, Leading.CLIENT, COMBINED, ADDRESSES, true), "", "");

    private KnownFormats() {}

    /** Made when it is needed first. */
    private static final class Table {
        static final List<KnownFormat> ROWS = rows();
    }

    /** The known formats, those first that win over others. */
    public static List<KnownFormat> all() {
        return Table.ROWS;
    }

    /**
     * Those whose times are of the beginnings of requests; servers that are not here log when they end. Sources: the servers'
     * documentation ({@code %START_TIME%}, {@code StartUTC}, {@code EdgeStartTimestamp}, HAProxy's accept date, S3's "time at
     * which the request was received").
     */
    static final Set<String> STAMPED_AT_START =
            Set.of("haproxy", "s3", "envoy", "envoy_json", "traefik", "traefik_json", "cloudflare", "gcp");

    /**
     * Those whose bytes are those of responses with their headers. Sources: the servers' documentation ({@code %B} of HAProxy,
     * {@code sent_bytes} of ALB, {@code sc-bytes} of CloudFront and IIS, {@code %<st} of Squid, {@code EdgeResponseBytes}, {@code
     * responseSize}); of Classic ELB, S3 and Envoy it says that they are those of bodies.
     */
    static final Set<String> COUNTING_HEADERS =
            Set.of("haproxy", "alb", "cloudfront", "w3c", "iis", "squid", "cloudflare", "gcp");

    /** The format of this name or alias, null when there is none. */
    public static @Nullable LogFormat named(String name) {
        KnownFormat known = described(name);
        return known == null ? null : known.format();
    }

    /** The same, described. */
    public static @Nullable KnownFormat described(String name) {
        for (KnownFormat known : all()) {
            if (known.formatName().equals(name) || known.aliases().contains(name)) {
                return known;
            }
        }
        return null;
    }

    /** The format named {@value #MOST_USUAL}. */
    public static KnownFormat mostUsual() {
        return USUAL;
    }

    /** The same, of which only lines are exact that are in no more particular format. */
    static LogFormat mostUsualWithoutMore() {
        return USUAL_WITHOUT_MORE.format();
    }

    private static List<KnownFormat> rows() {
        String haproxyTimers = "$tq/$tw/$tc/$tr/$duration_ms";
        String aws = "$summed_duration $summed_duration $summed_duration $status $backend_status $bytes_received $bytes"
                + " \"$absolute_request\"";
        return List.of(
                known(
                        "traefik",
                        closed(
                                LineSign.CLF_TIME,
                                Leading.CLIENT,
                                COMBINED + " $request_count \"$router\" \"$upstream\" $duration"),
                        "Traefik's access log (CLF)",
                        COMBINED_EXAMPLE + " 17 \"web@docker\" \"http://172.17.0.3:80\" 2ms"),
                known(
                        "ingress_nginx",
                        closed(
                                LineSign.CLF_TIME,
                                Leading.CLIENT,
                                COMBINED + " $request_length $request_time [$proxy_upstream_name]"
                                        + " [$proxy_alternative_upstream_name] $upstream_addr $upstream_response_length"
                                        + " $upstream_response_time $upstream_status $req_id"),
                        "Kubernetes' ingress-nginx",
                        COMBINED_EXAMPLE + " 512 0.003 [default-web-80] [] 10.1.2.3:8080 512 0.003 200 9d1f"),
                USUAL,
                known(
                        "common",
                        closed(LineSign.CLF_TIME, Leading.CLIENT, COMMON),
                        "the common log format (CLF); Tomcat",
                        EXAMPLE,
                        "clf",
                        "tomcat"),
                known(
                        "vhost_combined",
                        open(LineSign.CLF_TIME, Leading.HOST, "$host " + COMBINED, ADDRESSES),
                        "combined behind the virtual host",
                        "www.example.com:443 " + COMBINED_EXAMPLE),
                known(
                        "vhost_common",
                        closed(LineSign.CLF_TIME, Leading.HOST, "$host " + COMMON),
                        "common behind the virtual host",
                        "www.example.com:443 " + EXAMPLE),
                known(
                        "haproxy",
                        closed(
                                LineSign.BRACKET_SECOND,
                                Leading.ANY,
                                "$client_and_port [$time_haproxy] $frontend $backend/$server " + haproxyTimers
                                        + " $status $bytes $request_cookie $response_cookie $termination_state"
                                        + " $connections $queues $captures\"$request\""),
                        "HAProxy's HTTP log",
                        "203.0.113.7:38862 [30/Jul/2018:09:03:52.726] www~ app/app1 0/0/1/2/3 200 512 - - ---- 6/6/0/0/0 0/0"
                                + " \"GET / HTTP/1.1\""),
                known(
                        "alb",
                        open(
                                LineSign.ISO_TIME_WITHIN,
                                Leading.ANY,
                                "$type $time_iso8601 $elb $client_and_port $upstream " + aws + " \"$user_agent\"",
                                " $ssl_cipher $ssl_protocol $target_group_arn \"$trace_id\" \"$domain_name\""),
                        "AWS Application Load Balancer",
                        "https 2023-04-26T12:23:00.186641Z app/web/50dc 203.0.113.7:44740 10.0.0.1:80 0.000 0.001 0.000 200"
                                + " 200 34 366 \"GET https://www.example.com:443/ HTTP/1.1\" \"curl/8.5\" - -"),
                known(
                        "elb",
                        open(
                                LineSign.ISO_TIME_FIRST,
                                Leading.ANY,
                                "$time_iso8601 $elb $client_and_port $upstream " + aws,
                                " \"$user_agent\" $ssl_cipher $ssl_protocol"),
                        "AWS Classic Load Balancer",
                        "2015-05-13T23:39:43.945958Z web 203.0.113.7:2817 10.0.0.1:80 0.000073 0.001048 0.000057 200 200 0 29"
                                + " \"GET http://www.example.com:80/ HTTP/1.1\""),
                known(
                        "s3",
                        open(
                                LineSign.CLF_TIME,
                                Leading.ANY,
                                "$bucket_owner $bucket [$time_local] $client $requester $request_id $operation $key"
                                        + " \"$request\" $status $error_code $bytes $object_size $duration_ms $turn_around_time"
                                        + " \"$referer\" \"$user_agent\"",
                                " $version_id $host_id $signature_version $ssl_cipher $authentication_type $host"),
                        "AWS S3 server access log",
                        "79a5 mybucket [06/Feb/2019:00:00:38 +0000] 203.0.113.7 - 3E57 REST.GET.OBJECT a.html"
                                + " \"GET /a.html HTTP/1.1\" 200 - 113 113 7 6 \"-\" \"curl/8.5\" -"),
                known(
                        "envoy",
                        closed(
                                LineSign.BRACKET_FIRST,
                                Leading.ANY,
                                "[$time_iso8601] \"$request\" $status $response_flags $bytes_received $bytes $duration_ms"
                                        + " $upstream_service_time \"$last_client\" \"$user_agent\" \"$request_id\" \"$host\""
                                        + " \"$upstream\""),
                        "Envoy's default",
                        "[2016-04-15T20:17:00.310Z] \"GET / HTTP/2\" 200 - 0 512 26 25 \"203.0.113.7\" \"curl/8.5\""
                                + " \"cc21d9b0\" \"www.example.com\" \"10.0.2.1:80\""),
                known(
                        "squid",
                        open(
                                LineSign.EPOCH_TIME_FIRST,
                                Leading.ANY,
                                "$msec $duration_ms $client $result/$status $bytes $method $target $user"
                                        + " $hierarchy/$upstream",
                                " $content_type"),
                        "Squid's native log",
                        "1525344856.899    167 203.0.113.7 TCP_MISS/200 6256 GET http://www.example.com/ -"
                                + " HIER_DIRECT/192.0.2.1 text/html"),
                known(
                        "iis",
                        open(
                                LineSign.COMMA_FIRST,
                                Leading.ANY,
                                "$client, $user, $date_iis, $time_of_day, $service, $computer, $server_addr, $duration_ms,"
                                        + " $bytes_received, $bytes, $status, $win32_status, $method, $path, $query,",
                                ""),
                        "IIS's own log format",
                        "203.0.113.7, -, 03/20/01, 7:55:20, W3SVC2, WEB1, 172.21.13.45, 42, 163, 3223, 200, 0, GET, /logo.gif,"
                                + " -,"),
                known(
                        "cloudfront",
                        new FormatSpec.W3c(CLOUDFRONT_COLUMNS, "x-edge-location"),
                        "AWS CloudFront's standard log",
                        "2024-03-12\t15:22:28\tCDG50-P2\t703\t203.0.113.7\tGET\td6rc.cloudfront.net\t/\t200\t-\tcurl/8.5\t-"
                                + "\t-\tHit\t375W\twww.example.com\thttps\t62\t0.113"),
                known(
                        "w3c",
                        new FormatSpec.W3c(IIS_COLUMNS, ""),
                        "W3C extended: IIS and others, by their #Fields",
                        "2023-05-05 14:23:29 10.0.0.1 GET /admin/ - 443 - 203.0.113.7 curl/8.5 - 200 0 0 206"),
                known(
                        "traefik_json",
                        new FormatSpec.Json(
                                "client=ClientAddr|ClientHost,time=StartUTC|StartLocal|time,method=RequestMethod,"
                                        + "target=RequestPath,protocol=RequestProtocol,status=DownstreamStatus,"
                                        + "bytes=DownstreamContentSize,host=RequestHost,user=ClientUsername,"
                                        + "duration_ns=Duration,upstream=ServiceAddr,user_agent=request_User-Agent,"
                                        + "referer=request_Referer,x_forwarded_for=request_X-Forwarded-For,"
                                        + "x_real_ip=request_X-Real-Ip,cf_connecting_ip=request_Cf-Connecting-Ip"),
                        "Traefik's access log (JSON)",
                        "{\"ClientAddr\":\"203.0.113.7:39496\",\"DownstreamContentSize\":357,\"DownstreamStatus\":200,"
                                + "\"RequestMethod\":\"GET\",\"RequestPath\":\"/\",\"StartUTC\":\"2021-12-08T09:16:05Z\"}"),
                known(
                        "caddy",
                        new FormatSpec.Json(
                                "client=request.remote_ip|request.remote_addr,time=ts,method=request.method,"
                                        + "target=request.uri,protocol=request.proto,status=status,bytes=size,"
                                        + "host=request.host,user=user_id,duration_s=duration,"
                                        + "user_agent=request.headers.User-Agent,referer=request.headers.Referer,"
                                        + "x_forwarded_for=request.headers.X-Forwarded-For,"
                                        + "x_real_ip=request.headers.X-Real-Ip,forwarded=request.headers.Forwarded,"
                                        + "cf_connecting_ip=request.headers.Cf-Connecting-Ip"),
                        "Caddy's access log",
                        "{\"ts\":1716723772.6,\"request\":{\"remote_ip\":\"203.0.113.7\",\"method\":\"GET\",\"uri\":\"/\"},"
                                + "\"duration\":0.017,\"size\":512,\"status\":200}"),
                known(
                        "cloudflare",
                        new FormatSpec.Json(
                                "client=ClientIP,time=EdgeStartTimestamp|Datetime,method=ClientRequestMethod,"
                                        + "target=ClientRequestURI|ClientRequestPath,protocol=ClientRequestProtocol,"
                                        + "status=EdgeResponseStatus,bytes=EdgeResponseBytes,host=ClientRequestHost,"
                                        + "user_agent=ClientRequestUserAgent,referer=ClientRequestReferer,"
                                        + "upstream=OriginIP,duration_ms=EdgeTimeToFirstByteMs"),
                        "Cloudflare's HTTP requests (Logpush)",
                        "{\"ClientIP\":\"203.0.113.7\",\"ClientRequestMethod\":\"GET\",\"ClientRequestURI\":\"/\","
                                + "\"EdgeResponseBytes\":512,\"EdgeResponseStatus\":200,\"EdgeStartTimestamp\":1712790000100000000}"),
                known(
                        "envoy_json",
                        new FormatSpec.Json(
                                "client=downstream_remote_address|downstream_direct_remote_address,time=start_time,"
                                        + "method=method,target=x-envoy-origin-path|path|x_envoy_origin_path,"
                                        + "protocol=protocol,status=response_code,bytes=bytes_sent,"
                                        + "host=:authority|authority,user_agent=user-agent|user_agent,referer=referer,"
                                        + "duration_ms=duration,upstream=upstream_host,"
                                        + "x_forwarded_for=x-forwarded-for|x_forwarded_for"),
                        "Envoy's JSON; Istio, Envoy Gateway",
                        "{\"start_time\":\"2025-12-31T16:37:40.479Z\",\"method\":\"GET\",\"x-envoy-origin-path\":\"/\","
                                + "\"response_code\":200,\"bytes_sent\":512,\"downstream_remote_address\":\"203.0.113.7:59292\"}"),
                known(
                        "gcp",
                        new FormatSpec.Json("client=httpRequest.remoteIp,time=timestamp|receiveTimestamp,"
                                + "method=httpRequest.requestMethod,absolute_request=httpRequest.requestUrl,"
                                + "protocol=httpRequest.protocol,status=httpRequest.status,"
                                + "bytes=httpRequest.responseSize,user_agent=httpRequest.userAgent,"
                                + "referer=httpRequest.referer,duration=httpRequest.latency,"
                                + "upstream=httpRequest.serverIp"),
                        "Google Cloud's load balancers",
                        "{\"httpRequest\":{\"remoteIp\":\"203.0.113.7\",\"requestMethod\":\"GET\","
                                + "\"requestUrl\":\"https://www.example.com/\",\"responseSize\":\"512\",\"status\":200},"
                                + "\"timestamp\":\"2024-03-12T15:22:28.123Z\"}",
                        "gcp_lb"),
                known(
                        "nginx_json",
                        new FormatSpec.Json(NGINX_KEYS),
                        "JSON with nginx's usual keys; json:field=key,… maps others",
                        "{\"time\":\"2015-09-06T05:58:05+09:00\",\"remote_addr\":\"203.0.113.7\",\"method\":\"GET\","
                                + "\"uri\":\"/\",\"status\":200,\"body_bytes_sent\":512}",
                        "json"),
                known(
                        "ltsv",
                        new FormatSpec.Ltsv(LTSV_KEYS),
                        "labeled tab-separated values; ltsv:field=label,… maps others",
                        "time:2015-09-06T05:58:05+09:00\thost:203.0.113.7\tmethod:GET\turi:/\tstatus:200\tsize:512"));
    }

    private static KnownFormat known(
            String name, FormatSpec spec, String description, String example, String... aliases) {
        return new KnownFormat(name, spec, description, example, List.of(aliases));
    }

    /** A text format behind whose fields nothing stands. */
    private static FormatSpec closed(LineSign sign, Leading leading, String text) {
        return new FormatSpec.Text(sign, leading, text, "", true);
    }

    /**
     * A text format behind whose fields others may stand.
     *
     * @param more the first of those, which a line may lack
     */
    private static FormatSpec open(LineSign sign, Leading leading, String text, String more) {
        return new FormatSpec.Text(sign, leading, text, more, false);
    }
}
