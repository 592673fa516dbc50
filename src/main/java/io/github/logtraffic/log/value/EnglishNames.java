package io.github.logtraffic.log.value;

import java.util.Locale;

/** Names of months and of days of the week as C's locale has them, in any case. */
final class EnglishNames {
    /** The months, from 1 on. */
    static final EnglishNames MONTHS = new EnglishNames(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");
    /** The days of the week, from 1 on. */
    static final EnglishNames DAYS =
            new EnglishNames("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

    /** The length of an abbreviated name. */
    static final int ABBREVIATED = 3;

    private static final int LOWER_CASE =
            0x20; // the bit that letters of lower case have, and those of upper case have not

    private final String[] names;
    private final int[] abbreviations;

    private EnglishNames(String... names) {
        this.names = new String[names.length];
        this.abbreviations = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            String name = names[i].toLowerCase(Locale.ROOT);
            this.names[i] = name;
            abbreviations[i] = name.charAt(0) << 16 | name.charAt(1) << 8 | name.charAt(2);
        }
    }

    /** The number of the name that the three bytes from {@code at} on abbreviate, 0 when they abbreviate none. */
    int abbreviated(byte[] bytes, int at) {
        int first = (bytes[at] & 0xFF) | LOWER_CASE;
        int second = (bytes[at + 1] & 0xFF) | LOWER_CASE;
        int third = (bytes[at + 2] & 0xFF) | LOWER_CASE;
        int abbreviation = first << 16 | second << 8 | third;
        for (int i = 0; i < abbreviations.length; i++) {
            if (abbreviations[i] == abbreviation) {
                return i + 1;
            }
        }
        return 0;
    }

    /** Where the name of this number, which the range begins with, ends; -1 when it does not begin with all of it. */
    int endOfWhole(int number, byte[] bytes, int from, int to) {
        String name = names[number - 1];
        if (name.length() > to - from) {
            return -1;
        }
        for (int i = 0; i < name.length(); i++) {
            if ((bytes[from + i] | LOWER_CASE) != name.charAt(i)) {
                return -1;
            }
        }
        return from + name.length();
    }
}
