package io.github.logtraffic.engine;

import java.util.regex.Pattern;

/** Tells which files are one log that was rotated, by their names. */
final class RotatedName {
    private static final Pattern COMPRESSED = Pattern.compile("\\.(gz|bz2|xz|zst|zstd)$");

    /** What rotation puts behind a name: {@code .1}, {@code -20261123}, {@code .2026-11-23}, with an hour or seconds too. */
    private static final Pattern NUMBER =
            Pattern.compile("(\\.\\d{1,4}|[-._]\\d{4}-?\\d\\d-?\\d\\d([-._T]?\\d{2,10})?)$");

    private RotatedName() {}

    /** The name of the log that a file is a part of. */
    static String of(String file) {
        String name = COMPRESSED.matcher(file).replaceFirst("");
        String log = NUMBER.matcher(name).replaceFirst("");
        // A date may stand before the ending: access-2026-11-23.log
        return log.endsWith(".log")
                ? NUMBER.matcher(log.substring(0, log.length() - 4)).replaceFirst("") + ".log"
                : log;
    }
}
