package io.github.logtraffic.cli;

import io.github.logtraffic.engine.FailureReason;
import io.github.logtraffic.traffic.replay.FormBody;
import io.github.logtraffic.traffic.replay.ReplayMark;
import io.github.logtraffic.traffic.replay.RequestRules;
import io.github.logtraffic.traffic.replay.SentHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Which requests are sent, and what they say. */
final class RequestOptions {
    private static final Pattern METHOD = Pattern.compile("[A-Za-z0-9_-]{1,32}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+\\](:\\d{1,5})?");
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\t\\x20-\\x7E\\xA0-\\xFF]*");

    /** Those that say where a message ends, and those that are ours. */
    private static final Set<String> OURS = Set.of(
            "host",
            "connection",
            "content-length",
            "content-type",
            "transfer-encoding",
            "expect",
            "upgrade",
            "te",
            "trailer",
            ReplayMark.HEADER.toLowerCase(Locale.ROOT));

    private final DenyList denyList = new DenyList();
    private final List<SentHeaders.Header> headers = new ArrayList<>();
    private Set<String> methods = RequestRules.SAFE_METHODS;
    private FormBody body = FormBody.UNKNOWN;
    private SentHeaders.Host host = SentHeaders.Host.TARGET;
    private @Nullable String hostName;
    private boolean keepsSecrets;

    RequestOptions(OptionList options) {
        options.section("Requests:")
                .value(
                        "--allow-method",
                        "METHOD,...",
                        typed -> methods = methods(typed),
                        "Send requests of these methods, and of no others. Default: GET,HEAD.")
                .value(
                        "--params",
                        "SOURCE",
                        typed -> body = params(typed),
                        "What POST, PUT and PATCH send as a form, which no log holds: query, the parameters of the URL, or a "
                                + "file of key=value lines for all of them. Those without a body are left out.")
                .value(
                        "--deny",
                        "PATTERN",
                        denyList::deny,
                        "Do not send requests whose target, in any case, is like this: a text in it, a glob with * or ? of "
                                + "all of it, or a regular expression behind ~. Repeatable. Always denied: "
                                + String.join(", ", DenyList.USUAL) + ".")
                .value(
                        "--allow",
                        "PATTERN",
                        denyList::allow,
                        "Send requests whose target is like this even when it is denied. Repeatable.")
                .value(
                        "--send-host",
                        "HOST",
                        this::takeHost,
                        "What the Host header says: original for the log's, target for the target's, or a name. Default: "
                                + "target.")
                .value(
                        "--header",
                        "HEADER",
                        this::takeHeader,
                        "A header for all requests, such as 'Accept-Encoding: gzip'. Repeatable; two of one name are both sent.")
                .flag(
                        "--keep-secrets",
                        () -> keepsSecrets = true,
                        "Send values of parameters such as token, key, password or jsessionid as they are, in queries, in paths "
                                + "and in URLs that are values; otherwise they are masked. Reports never show them.");
    }

    private static Set<String> methods(String typed) {
        Set<String> methods = new TreeSet<>();
        for (String method : typed.toUpperCase(Locale.ROOT).split(",", -1)) {
            if (!METHOD.matcher(method).matches() || method.equals("CONNECT")) {
                throw new TypeConversionException(
                        "expected methods such as GET,HEAD,POST; CONNECT is none of a server");
            }
            methods.add(method);
        }
        return methods;
    }

    private static FormBody params(String typed) {
        if (typed.equals("query")) {
            return FormBody.QUERY;
        }
        List<Map.Entry<String, String>> parameters = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(Path.of(typed))) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    parameters.add(Map.entry(line.substring(0, equals), line.substring(equals + 1)));
                } else if (!line.isBlank()) {
                    throw new TypeConversionException("expected lines of key=value, not '" + line + "'");
                }
            }
        } catch (IOException e) {
            throw new TypeConversionException("expected query, or a file of key=value lines: " + FailureReason.of(e));
        }
        if (parameters.isEmpty()) {
            throw new TypeConversionException("expected at least one line of key=value");
        }
        return FormBody.of(parameters);
    }

    private void takeHost(String typed) {
        hostName = null;
        switch (typed) {
            case "original" -> host = SentHeaders.Host.ORIGINAL;
            case "target" -> host = SentHeaders.Host.TARGET;
            default -> {
                if (!HOST.matcher(typed).matches()) {
                    throw new TypeConversionException("expected original, target, or a host such as www.example.org");
                }
                host = SentHeaders.Host.NAMED;
                hostName = typed;
            }
        }
    }

    private void takeHeader(String typed) {
        int colon = typed.indexOf(':');
        String name = colon < 0 ? "" : typed.substring(0, colon);
        String value = typed.substring(colon + 1).strip();
        if (!HEADER_NAME.matcher(name).matches() || !HEADER_VALUE.matcher(value).matches()) {
            throw new TypeConversionException("expected a header such as 'Accept-Encoding: gzip'");
        }
        if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new TypeConversionException(
                    name.equalsIgnoreCase("host")
                            ? "--send-host says what it is"
                            : "it follows from the request, and cannot be chosen");
        }
        SentHeaders.Header header = new SentHeaders.Header(name, value);
        if (header.is("User-Agent") && headers.stream().anyMatch(other -> other.is("User-Agent"))) {
            throw new TypeConversionException("a request has one User-Agent only");
        }
        headers.add(header);
    }

    /**
     * Checks what can only be checked together.
     *
     * @throws ParameterException when something does not fit
     */
    void check(CommandLine commandLine) {
        if (body != FormBody.UNKNOWN && methods.stream().noneMatch(RequestRules::hasBody)) {
            throw new ParameterException(
                    commandLine,
                    "--params says what POST, PUT and PATCH send, and none of them is sent; --allow-method GET,HEAD,POST sends POST too");
        }
    }

    /** Which requests are sent, of this share of the clients. */
    RequestRules rules(double sample) {
        return new RequestRules(methods, denyList.test(), sample, body, keepsSecrets);
    }

    /** What they say. */
    SentHeaders headers() {
        return new SentHeaders(host, hostName, headers);
    }
}
