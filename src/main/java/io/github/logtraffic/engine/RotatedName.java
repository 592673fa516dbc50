package io.github.logtraffic.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells by its name which log a file is a part of, and which part.
 *
 * @param log the name of the log; of a file that is no part of one, its own
 * @param order the greater, the later the part was begun
 */
record RotatedName(String log, long order) {
    private static final Pattern COMPRESSED = Pattern.compile("\\.(gz|bz2|xz|zst|zstd)$");

    /** A number that grows with age. Behind other names than those of logs it may be a port or a host's. */
    private static final Pattern NUMBER = Pattern.compile("(.*log)\\.(\\d{1,3})");

    /** {@code -20261123}, {@code .2026-11-23}, with an hour or seconds too. */
    private static final Pattern DATE =
            Pattern.compile("(.*?)[-._](\\d{4}-?\\d\\d-?\\d\\d(?:[-._T]?\\d{2,6})?)(\\.log)?");

    static RotatedName of(String file) {
        String name = COMPRESSED.matcher(file).replaceFirst("");
        Matcher numbered = NUMBER.matcher(name);
        if (numbered.matches()) {
            return new RotatedName(numbered.group(1), -Long.parseLong(numbered.group(2)));
        }
        Matcher dated = DATE.matcher(name);
        if (dated.matches()) {
            String digits = dated.group(2).replaceAll("\\D", "");
            long date = Long.parseLong((digits + "000000").substring(0, 14)) - Long.MAX_VALUE; // before any number
            return new RotatedName(dated.group(1) + (dated.group(3) == null ? "" : dated.group(3)), date);
        }
        return new RotatedName(name, Long.MAX_VALUE);
    }
}
