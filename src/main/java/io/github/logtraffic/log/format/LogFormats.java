package io.github.logtraffic.log.format;

import io.github.logtraffic.log.format.FormatElement.Field;
import java.util.List;
import java.util.Map;

/** The way from what users type, or servers have in their configuration, to a format. */
public final class LogFormats {
    private LogFormats() {}

    /**
     * The format that a user means: a name, a format string as it stands in a server's configuration, or {@code json:} and
     * {@code ltsv:} with a map of keys, {@code json:client=ip,time=ts}.
     *
     * @throws FormatSyntaxException when it is none of these
     */
    public static LogFormat parse(String typed) throws FormatSyntaxException {
        LogFormat named = KnownFormats.named(typed);
        if (named != null) {
            return named;
        }
        if (typed.startsWith("json:")) {
            return new JsonFormat("json", map(typed, KnownFormats.NGINX_KEYS));
        }
        if (typed.startsWith("ltsv:")) {
            return new LtsvFormat("ltsv", map(typed, KnownFormats.LTSV_KEYS));
        }
        return ofElements("custom", FormatText.parse(typed).elements());
    }

    /**
     * The format of a string in nginx's language, as the server itself has read it.
     *
     * @param name what to call it
     */
    public static LogFormat ofNginx(String name, String text) throws FormatSyntaxException {
        return ofElements(name, NginxFormat.parse(text));
    }

    /**
     * The format of a string in Apache's language, as the server itself has read it.
     *
     * @param name what to call it
     */
    public static LogFormat ofApache(String name, String text) throws FormatSyntaxException {
        return ofElements(name, ApacheFormat.parse(text));
    }

    /**
     * The format of a pattern of Tomcat's: Apache's language, but that a few letters mean something else. Its {@code %D} is
     * taken for milliseconds; {@code %{us}T} are microseconds.
     *
     * @param name what to call it
     */
    public static LogFormat ofTomcat(String name, String text) throws FormatSyntaxException {
        return ofElements(name, ApacheFormat.parseTomcat(text));
    }

    private static LogFormat ofElements(String name, List<FormatElement> elements) throws FormatSyntaxException {
        Map<String, Field> fields = JsonTemplate.fields(elements);
        if (fields != null
                && fields.values().stream().noneMatch(field -> field.name().equals(FieldNames.STATUS))) {
            throw new FormatSyntaxException("The format", 1, "has no status: $status, or %>s");
        }
        return fields == null
                ? new TextFormat(name, elements, elements.size(), Leading.ANY, true, false)
                : new JsonFormat(name, KeyMap.of(fields));
    }

    private static KeyMap map(String typed, String usual) throws FormatSyntaxException {
        return KeyMap.parse(typed.substring("json:".length())).orElse(KeyMap.parse(usual));
    }
}
