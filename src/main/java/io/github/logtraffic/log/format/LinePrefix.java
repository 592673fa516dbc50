package io.github.logtraffic.log.format;

import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.entry.Swar;
import io.github.logtraffic.log.value.Blanks;
import io.github.logtraffic.log.value.ClientField;
import io.github.logtraffic.log.value.IpAddresses;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a transport puts around the lines of a log. */
public enum LinePrefix {
    /**
     * A syslog header with the name of a program: RFC 3164's {@code Feb 25 16:19:49 web1 nginx[7]:}, the same with an ISO
     * 8601 time, RFC 5424's {@code <190>1 2026-01-24T01:34:36Z web1 nginx 7 - -}; with or without its {@code <priority>}.
     */
    SYSLOG("syslog", "a syslog header"),
    /** The object of Docker's json-file driver: {@code {"log":"…\n","stream":"stdout","time":"…"}}. */
    DOCKER("docker", "Docker's json-file"),
    /** The header of a Kubernetes container's log (CRI): {@code 2026-01-24T01:34:36.743Z stdout F}. */
    CONTAINER("cri", "a container's header"),
    /** Quotes around the whole line, as LiteSpeed and exporters write them. */
    QUOTES("quotes", "quotes"),
    /** A time in front of each line, as {@code docker logs -t} and {@code kubectl logs --timestamps} write it. */
    TIMESTAMP("timestamp", "a time"),
    /** The pod in front of each line, as {@code kubectl logs --prefix} writes it: {@code [pod/web-6d4b/nginx]}. */
    POD("pod", "a pod's name"),
    /** The service in front of each line, as {@code docker compose logs} writes it: {@code web-1  |}. */
    SERVICE("compose", "a service's name"),
    /** The file in front of each line, as {@code grep} writes it for several: {@code access.log:}, with its number or not. */
    FILE("grep", "a file's name");

    private static final byte[] DOCKER_BEGIN = "{\"log\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] POD_BEGIN = "[pod/".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] POD_END = "] ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SERVICE_END = " | ".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_PADDING = 64; // compose pads names to the longest one
    private static final int ISO_LEAST = "2016-10-06T00:17:09".length();
    private static final int BSD_LENGTH = "Feb 25 16:19:49".length();

    private final String prefixName;
    private final String description;

    LinePrefix(String prefixName, String description) {
        this.prefixName = prefixName;
        this.description = description;
    }

    /** The name that reports show. */
    public String prefixName() {
        return prefixName;
    }

    /** In a few words, for messages. */
    public String description() {
        return description;
    }

    /** What stands around a line, null when nothing does. */
    static @Nullable LinePrefix of(byte[] bytes, int from, int to) {
        for (LinePrefix prefix : values()) {
            if (prefix.messageFrom(bytes, from, to) > from) {
                return prefix;
            }
        }
        return null;
    }

    /** Where the message begins, {@code from} when this does not stand before it. */
    int messageFrom(byte[] bytes, int from, int to) {
        return switch (this) {
            case SYSLOG -> syslog(bytes, from, to);
            case DOCKER -> beginsWith(bytes, from, to, DOCKER_BEGIN) ? from + DOCKER_BEGIN.length : from;
            case CONTAINER -> container(bytes, from, to);
            case QUOTES -> isQuoted(bytes, from, to) ? from + 1 : from;
            case TIMESTAMP -> isUtcTime(bytes, from, to) ? Blanks.endOfWord(bytes, from, to) + 1 : from;
            case POD -> beginsWith(bytes, from, to, POD_BEGIN) ? behind(POD_END, bytes, from, to) : from;
            case SERVICE -> service(bytes, from, to);
            case FILE -> file(bytes, from, to);
        };
    }

    /** Where the message that begins at {@code from} ends. */
    int messageTo(byte[] bytes, int from, int to) {
        return switch (this) {
            case SYSLOG, CONTAINER, TIMESTAMP, POD, SERVICE, FILE -> to;
            case DOCKER -> Math.min(JsonText.endOfString(bytes, from, to), to);
            case QUOTES -> to - 1;
        };
    }

    /** Where the time of a header that begins at {@code from} begins; -1 when there is none. */
    int timeFrom(byte[] bytes, int from, int to) {
        return switch (this) {
            case SYSLOG -> afterVersion(bytes, afterPriority(bytes, from, to), to);
            case CONTAINER, TIMESTAMP -> from;
            case DOCKER, QUOTES, POD, SERVICE, FILE -> -1;
        };
    }

    /** Whether it has a time. */
    boolean hasTime() {
        return switch (this) {
            case SYSLOG, CONTAINER, TIMESTAMP -> true;
            case DOCKER, QUOTES, POD, SERVICE, FILE -> false;
        };
    }

    /** Where that time ends. */
    static int timeTo(byte[] bytes, int from, int to) {
        return isBsdTime(bytes, from, to) ? from + BSD_LENGTH : Blanks.endOfWord(bytes, from, to);
    }

    private static int syslog(byte[] bytes, int from, int to) {
        int afterPriority = afterPriority(bytes, from, to);
        int time = afterVersion(bytes, afterPriority, to);
        if (!isBsdTime(bytes, time, to) && !isIsoTime(bytes, time, to)) {
            return from;
        }
        int host = timeTo(bytes, time, to) + 1;
        int program = Blanks.endOfWord(bytes, Math.min(host, to), to) + 1;
        if (time > afterPriority) {
            return structured(bytes, from, program, to);
        }
        if (isProgram(bytes, host, program - 1, to)) {
            return program; // nginx's nohostname, and what HAProxy sends by itself
        }
        int end = Blanks.endOfWord(bytes, Math.min(program, to), to);
        return isProgram(bytes, program, end, to) ? end + 1 : from;
    }

    private static boolean isProgram(byte[] bytes, int from, int end, int to) {
        return end - 1 > from && end < to && bytes[end - 1] == ':' && !isPort(bytes, from, end);
    }

    /** A word of hexadecimal digits and colons is an address and no program. */
    private static boolean isPort(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (bytes[at] == ':' || bytes[at] == '.' || (bytes[at] >= '0' && bytes[at] <= '9'))) {
            at++;
        }
        return at == to;
    }

    /** RFC 5424, behind the host name: program, process, message id, structured data. */
    private static int structured(byte[] bytes, int from, int program, int to) {
        int at = program;
        for (int words = 0; words < 3; words++) {
            at = Blanks.endOfWord(bytes, Math.min(at, to), to) + 1;
        }
        int end = at < to && bytes[at] == '-' ? at + 1 : endOfElements(bytes, at, to);
        return end > at && end + 1 < to && bytes[end] == ' ' ? behindMark(bytes, end + 1, to) : from;
    }

    /** Where elements in brackets end; in them a backslash takes the next byte with it. */
    private static int endOfElements(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] == '[') {
            while (at < to && bytes[at] != ']') {
                at += bytes[at] == '\\' ? 2 : 1;
            }
            at++;
        }
        return at;
    }

    /** RFC 5424 has the byte order mark of UTF-8 before a message that is UTF-8. */
    private static int behindMark(byte[] bytes, int from, int to) {
        boolean isMark = to - from > 3
                && bytes[from] == (byte) 0xEF
                && bytes[from + 1] == (byte) 0xBB
                && bytes[from + 2] == (byte) 0xBF;
        return isMark ? from + 3 : from;
    }

    private static int afterPriority(byte[] bytes, int from, int to) {
        if (from < to && bytes[from] == '<') {
            int close = Swar.indexOf(bytes, from, Math.min(to, from + 5), (byte) '>');
            return close < Math.min(to, from + 5) ? close + 1 : from;
        }
        return from;
    }

    private static int afterVersion(byte[] bytes, int from, int to) {
        return to - from > 2 && bytes[from] == '1' && bytes[from + 1] == ' ' ? from + 2 : from;
    }

    private static boolean isBsdTime(byte[] bytes, int from, int to) {
        return to - from > BSD_LENGTH
                && bytes[from] >= 'A'
                && bytes[from] <= 'S'
                && bytes[from + 3] == ' '
                && bytes[from + 6] == ' '
                && bytes[from + 9] == ':'
                && bytes[from + 12] == ':'
                && bytes[from + BSD_LENGTH] == ' ';
    }

    private static boolean isIsoTime(byte[] bytes, int from, int to) {
        return to - from > ISO_LEAST
                && bytes[from] == '2'
                && bytes[from + 4] == '-'
                && bytes[from + 7] == '-'
                && bytes[from + 10] == 'T'
                && bytes[from + 13] == ':'
                && bytes[from + 16] == ':';
    }

    private static int container(byte[] bytes, int from, int to) {
        if (!isIsoTime(bytes, from, to)) {
            return from;
        }
        int stream = Blanks.endOfWord(bytes, from, to) + 1;
        int tag = stream + "stdout ".length();
        boolean isStream = tag + 2 < to
                && bytes[stream] == 's'
                && bytes[stream + 1] == 't'
                && bytes[stream + 2] == 'd'
                && bytes[tag - 1] == ' '
                && (bytes[tag] == 'F' || bytes[tag] == 'P')
                && bytes[tag + 1] == ' ';
        return isStream ? tag + 2 : from;
    }

    private static boolean isQuoted(byte[] bytes, int from, int to) {
        return to - from > 2 && bytes[from] == '"' && bytes[to - 1] == '"' && bytes[from + 1] != '"';
    }

    /** A time in UTC with a fraction and a blank behind it: what transports write, and hardly any log. */
    private static boolean isUtcTime(byte[] bytes, int from, int to) {
        int end = isIsoTime(bytes, from, to) ? Blanks.endOfWord(bytes, from, to) : to;
        return end + 1 < to && bytes[end] == ' ' && bytes[end - 1] == 'Z' && bytes[from + ISO_LEAST] == '.';
    }

    private static int behind(byte[] mark, byte[] bytes, int from, int to) {
        int at = Swar.indexOf(bytes, from, to, mark[0]);
        return beginsWith(bytes, at, to, mark) && at + mark.length < to ? at + mark.length : from;
    }

    private static int service(byte[] bytes, int from, int to) {
        int word = Blanks.endOfWord(bytes, from, to);
        int bar = Swar.indexOf(bytes, word, Math.min(to, word + MOST_PADDING), (byte) '|');
        boolean isPadded = word > from && bar > word && Blanks.areAll(bytes, word, bar);
        return isPadded && beginsWith(bytes, bar - 1, to, SERVICE_END) ? bar - 1 + SERVICE_END.length : from;
    }

    /** A name and a colon, maybe a number and a colon, in front of a client's address. */
    private static int file(byte[] bytes, int from, int to) {
        int nameTo = Swar.indexOf(bytes, from, Blanks.endOfWord(bytes, from, to), (byte) ':');
        if (nameTo == to || bytes[nameTo] != ':' || isHexadecimal(bytes, from, nameTo)) {
            return from;
        }
        int number = nameTo + 1;
        int numberTo = number;
        while (numberTo < to && bytes[numberTo] >= '0' && bytes[numberTo] <= '9') {
            numberTo++;
        }
        int client = numberTo > number && numberTo < to && bytes[numberTo] == ':' ? numberTo + 1 : number;
        return ClientField.readIpv4(bytes, client, to, (byte) ' ', new ClientKey()) > 0 ? client : from;
    }

    /** What stands before the first colon of an IPv6 address. */
    private static boolean isHexadecimal(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && IpAddresses.hexDigit(bytes[at]) >= 0) {
            at++;
        }
        return at == to;
    }

    private static boolean beginsWith(byte[] bytes, int from, int to, byte[] begin) {
        if (to - from < begin.length) {
            return false;
        }
        for (int i = 0; i < begin.length; i++) {
            if (bytes[from + i] != begin[i]) {
                return false;
            }
        }
        return true;
    }
}
