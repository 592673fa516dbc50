package io.github.logtraffic.traffic.replay;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where the bodies of requests come from that have one: logs hold none. All are {@code application/x-www-form-urlencoded}. */
@FunctionalInterface
public interface FormBody {
    /** Bodies are not known. */
    FormBody UNKNOWN = target -> new byte[0];

    /** The body is the query of the target, which stays as it is. */
    FormBody QUERY = target -> Arrays.copyOfRange(target, RequestTarget.queryFrom(target), target.length);

    /**
     * The body of a request, empty when it is not known.
     *
     * @param target the request's, as it is sent
     */
    byte[] of(byte[] target);

    /** The same parameters for all requests. */
    static FormBody of(List<Map.Entry<String, String>> parameters) {
        byte[] body = parameters.stream()
                .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.US_ASCII);
        return target -> body;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
