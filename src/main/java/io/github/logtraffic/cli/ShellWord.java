package io.github.logtraffic.cli;

import java.util.regex.Pattern;

/** A word of a command that users may paste into a shell. */
final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ShellWord() {}

    /** The word so that a shell takes it as it is: in quotes, unless it means nothing to a shell. */
    static String of(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
