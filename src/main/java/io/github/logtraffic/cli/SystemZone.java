package io.github.logtraffic.cli;

import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The time zone of whoever runs the program. */
final class SystemZone {
    private static final String DATABASE = "zoneinfo/";

    private SystemZone() {}

    /**
     * The zone that {@code TZ} names, by name or as a file of the zone database; without it that of the system.
     *
     * @param variable the variable's value, null when it is not set
     * @param messages is told when the value is one that Java does not understand, such as a rule of POSIX
     */
    static ZoneId of(@Nullable String variable, Messages messages) {
        ZoneId system = ZoneId.systemDefault();
        if (variable == null || variable.isEmpty()) {
            return system;
        }
        String name = variable.substring(variable.startsWith(":") ? 1 : 0);
        int database = name.indexOf(DATABASE);
        try {
            return ZoneId.of(database < 0 ? name : name.substring(database + DATABASE.length()), ZoneId.SHORT_IDS);
        } catch (DateTimeException e) {
            messages.notice("TZ '" + variable + "' is no zone that is known here; times are in " + system.getId()
                    + "; --tz chooses another");
            return system;
        }
    }
}
