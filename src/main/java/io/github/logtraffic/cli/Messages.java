package io.github.logtraffic.cli;

import io.github.logtraffic.report.SafeText;
import java.io.PrintStream;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/**
 * Says something to the user, on standard error, one line each, begun with the program's name. What a log says may be part
 * of a message: it is made visible. What a user has typed may be as well: who logs in to a store, and how, is left out.
 */
final class Messages {
    private static final String PROGRAM = "logtraffic: ";

    /**
     * Up to the last at sign, for a password may hold another one. Of what is no store it has no blank: a
     * line of a log may have addresses of both kinds. The name of a file has one slash where the URL had two.
     */
    private static final Pattern LOGIN =
            Pattern.compile("(?i)((?:rediss?|memcached):/*).*@|([a-z0-9+.-]:/+)(?:[^/\\s:]*:\\S*|[^/\\s]*)@");

    private final PrintStream err;
    private boolean quiet;
    private int verbosity;

    Messages(PrintStream err) {
        this.err = err;
    }

    /**
     * @param quiet whether notices are left out
     * @param verbosity 0 for messages alone, 1 for what is done as well, 2 for stack traces
     */
    void configure(boolean quiet, int verbosity) {
        this.quiet = quiet;
        this.verbosity = verbosity;
        if (verbosity > 0) {
            LogbackConfigurator.setLevel(verbosity);
        }
    }

    /** Says something that the user should know, but that went well. */
    void notice(String text) {
        if (!quiet) {
            error(text);
        }
    }

    /** Whether notices are left out. */
    boolean isQuiet() {
        return quiet;
    }

    /** Says something without the program's name in front, as help does. */
    void plain(String text) {
        err.println(text);
    }

    /** Says what went wrong. */
    void error(String text) {
        err.println(PROGRAM + shown(text));
    }

    private static String shown(String text) {
        return SafeText.visible(LOGIN.matcher(text).replaceAll("$1$2...@"));
    }

    /** Says what went wrong, and with {@code -vv} where. */
    void error(String text, Throwable cause) {
        error(text);
        if (verbosity > 1) {
            LoggerFactory.getLogger("logtraffic").debug(shown(text), cause);
        }
    }

    /** Logs what is done, for {@code -v}. */
    void info(String text) {
        if (verbosity > 0) {
            LoggerFactory.getLogger("logtraffic").info(shown(text));
        }
    }
}
