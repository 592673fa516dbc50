package io.github.logtraffic.log.value;

import io.github.logtraffic.log.entry.Swar;

/** Numbers in decimal digits, read exactly. */
final class Decimals {
    /** More than {@link #scaled} can return. */
    static final long TOO_LARGE = Long.MAX_VALUE;

    private static final int MOST_DIGITS = 18; // of any digits, these fit into a long
    private static final long[] POWERS_OF_TEN = powersOfTen();
    private static final int LONGEST_EXPONENT = 3;
    private static final int NO_EXPONENT = Integer.MIN_VALUE;

    private static final long HIGHS = Swar.repeat((byte) 0x80);
    private static final long ZEROS = Swar.repeat((byte) '0');
    private static final long ABOVE_NINES = Swar.repeat((byte) (0x7F - '9')); // sets the high bit of what is above

    private Decimals() {}

    private static long[] powersOfTen() {
        long[] powers = new long[MOST_DIGITS + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }

    /** The number that the two bytes from {@code at} on stand for, negative when they are not two digits. */
    static int twoDigits(byte[] bytes, int at) {
        int tens = bytes[at] - '0';
        int ones = bytes[at + 1] - '0';
        return (tens | ones | 9 - tens | 9 - ones) < 0 ? -1 : tens * 10 + ones;
    }

    /** The number that the eight bytes from {@code at} on stand for, negative when they are not eight digits. */
    static int eightDigits(byte[] bytes, int at) {
        long word = Swar.word(bytes, at);
        long digits = word - ZEROS;
        if (((digits | (word + ABOVE_NINES)) & HIGHS) != 0) {
            return -1;
        }
        // Neighbours become numbers of two digits, of four, and the whole.
        long pairs = (digits * 10 + (digits >>> 8)) & 0x00FF_00FF_00FF_00FFL;
        long fours = (pairs * 100 + (pairs >>> 16)) & 0x0000_FFFF_0000_FFFFL;
        return (int) (fours * 10_000 + (fours >>> 32));
    }

    /** Whether the byte is a decimal digit. */
    static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }

    /** Where the digits that the range begins with end. */
    static int endOfDigits(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isDigit(bytes[at])) {
            at++;
        }
        return at;
    }

    /**
     * The number that the whole range stands for, {@code 12}, {@code 0.057}, {@code .5} or {@code 1.7e9}, times ten to
     * the power of {@code shift}, rounded down.
     *
     * @return -1 when the range is no such number, {@link #TOO_LARGE} when the result has more than 18 digits
     */
    static long scaled(byte[] bytes, int from, int to, int shift) {
        long significant = 0;
        int kept = 0; // digits of the above; further ones cannot be part of a result that fits
        int order = 0; // the number is 0.significant times ten to the power of this
        boolean fraction = false;
        int at = from;
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                boolean leadingZero = (significant | digit) == 0;
                if (leadingZero == fraction) {
                    order += fraction ? -1 : 1;
                }
                if (!leadingZero && kept < MOST_DIGITS) {
                    significant = significant * 10 + digit;
                    kept++;
                }
            } else if (bytes[at] == '.' && !fraction) {
                fraction = true;
            } else {
                break;
            }
        }
        int exponent = at == to ? 0 : exponent(bytes, at, to);
        if (at == from || bytes[at - 1] == '.' || exponent == NO_EXPONENT) {
            return -1;
        }
        return significant == 0 ? 0 : withDigits(significant, kept, order + exponent + shift);
    }

    /** A number of {@code has} digits with digits cut off or zeros appended, so that it has {@code wanted} ones. */
    private static long withDigits(long number, int has, int wanted) {
        if (wanted > MOST_DIGITS) {
            return TOO_LARGE;
        }
        if (wanted <= 0) {
            return 0;
        }
        return wanted < has ? number / POWERS_OF_TEN[has - wanted] : number * POWERS_OF_TEN[wanted - has];
    }

    private static int exponent(byte[] bytes, int from, int to) {
        if ((bytes[from] | 0x20) != 'e') {
            return NO_EXPONENT;
        }
        boolean signed = from + 1 < to && (bytes[from + 1] == '-' || bytes[from + 1] == '+');
        int digits = signed ? from + 2 : from + 1;
        if (digits == to || to - digits > LONGEST_EXPONENT || endOfDigits(bytes, digits, to) < to) {
            return NO_EXPONENT;
        }
        int exponent = 0;
        for (int at = digits; at < to; at++) {
            exponent = exponent * 10 + bytes[at] - '0';
        }
        return bytes[from + 1] == '-' ? -exponent : exponent;
    }
}
