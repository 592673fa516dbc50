package io.github.logtraffic.log.format;

import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Why httpdlog cannot read a line, or reads nonsense: a value as it may be logged is not what it expects there. */
@SuppressWarnings("ImmutableEnumChecker") // predicates without state
enum Refusal {
    /** A user, a path, a target or a referer may hold blanks; httpdlog takes them for words. */
    BLANK_IN_A_WORD((field, value) -> field.isWordToHttpdlog() && value.indexOf(' ') >= 0),

    /** The client is a run of bytes without a blank, such as nginx's {@code unix:}; httpdlog expects an address. */
    UNIX_SOCKET((field, value) -> field.isAddressToHttpdlog() && value.equals("unix:")),

    /** Second 60 counts as 59; the Java time that httpdlog makes of it has none. */
    LEAP_SECOND((field, value) -> field.names().containsKey(FieldNames.TIME) && value.contains(":60 ")),

    /** What identd says is a name; httpdlog expects a number. */
    NAMED_LOGNAME((field, value) -> field.written().equals("%l") && value.equals("ident")),

    /** nginx puts a colon between groups of servers; httpdlog knows it only behind a comma. */
    COLON_IN_A_LIST((field, value) -> field.written().startsWith("$upstream_") && value.matches("[^,]* : .*")),

    /** nginx writes a dash for a server that did not answer; httpdlog expects a number. */
    DASH_IN_A_LIST((field, value) -> field.written().matches("\\$upstream_.*_time") && value.endsWith(", -"));

    private final BiPredicate<LoggedField, String> isReason;

    Refusal(BiPredicate<LoggedField, String> isReason) {
        this.isReason = isReason;
    }

    /** The first reason not to compare a line, null when there is none. */
    static @Nullable Refusal of(LoggedLine line) {
        for (Refusal refusal : values()) {
            for (Map.Entry<LoggedField, String> value : line.values().entrySet()) {
                if (refusal.isReason.test(value.getKey(), value.getValue())) {
                    return refusal;
                }
            }
        }
        return null;
    }
}
