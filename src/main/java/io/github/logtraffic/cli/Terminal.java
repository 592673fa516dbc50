package io.github.logtraffic.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the terminal. Java cannot tell which of its streams are terminals; the launcher can, and says so in
 * properties. Without the launcher none is.
 *
 * @param inIsTerminal whether standard input is a terminal
 * @param inIsRedirected whether it is a pipe or a file, which somebody wants to be read
 * @param outIsTerminal whether standard output is one
 * @param errIsTerminal whether standard error is one
 * @param columns how wide the terminal of standard output is, 0 when there is none
 * @param colorIsWelcome whether the environment allows colours on a terminal
 */
record Terminal(
        boolean inIsTerminal,
        boolean inIsRedirected,
        boolean outIsTerminal,
        boolean errIsTerminal,
        int columns,
        boolean colorIsWelcome) {
    private static final int USUAL_COLUMNS = 80;

    /**
     * @param terminals the numbers of those of the descriptors 0, 1 and 2 that are terminals, one behind the other; {@code
     *     r} among them when 0 is redirected
     * @param columns the width of the terminal, or anything when it is not known
     * @param environment the environment variables
     */
    static Terminal of(@Nullable String terminals, @Nullable String columns, Map<String, String> environment) {
        String streams = terminals == null ? "" : terminals;
        boolean out = streams.contains("1");
        String noColor = environment.get("NO_COLOR");
        boolean color = (noColor == null || noColor.isEmpty()) && !"dumb".equals(environment.get("TERM"));
        return new Terminal(
                streams.contains("0"),
                streams.contains("r"),
                out,
                streams.contains("2"),
                out ? width(columns) : 0,
                color);
    }

    private static int width(@Nullable String columns) {
        boolean isNumber = columns != null && columns.matches("[1-9][0-9]{0,4}");
        return isNumber ? Integer.parseInt(columns) : USUAL_COLUMNS;
    }
}
