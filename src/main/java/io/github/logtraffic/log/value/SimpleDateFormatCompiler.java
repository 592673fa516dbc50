package io.github.logtraffic.log.value;

/** Compiles patterns of {@link java.text.SimpleDateFormat}, for years from 1 to 9999, in English. */
final class SimpleDateFormatCompiler {
    private static final char QUOTE = '\'';
    private static final int WHOLE_NAME = 4; // letters, from which on a name is not abbreviated

    private final TimeProgram program = new TimeProgram();
    private final String pattern;
    private boolean quoted;

    private SimpleDateFormatCompiler(String pattern) {
        this.pattern = pattern;
    }

    /** The compiled pattern; throws IllegalArgumentException with a message that says what is not understood. */
    static TimePattern compile(String pattern) {
        SimpleDateFormatCompiler compiler = new SimpleDateFormatCompiler(pattern);
        int at = 0;
        while (at < pattern.length()) {
            at = compiler.addElement(at);
        }
        if (compiler.quoted) {
            throw new IllegalArgumentException("time format ends within a quotation: " + pattern);
        }
        return compiler.program.pattern(pattern);
    }

    private int addElement(int from) {
        char first = pattern.charAt(from);
        if (first == QUOTE) {
            return addQuote(from);
        }
        int to = from + 1;
        if (quoted || !isLetter(first)) {
            while (to < pattern.length() && isLiteral(pattern.charAt(to))) {
                to++;
            }
            program.literal(pattern.substring(from, to));
            return to;
        }
        while (to < pattern.length() && pattern.charAt(to) == first) {
            to++;
        }
        if (!addNumber(first, to - from) && !addOther(first, to - from)) {
            throw new IllegalArgumentException(
                    "time format letters are not understood: " + pattern.substring(from, to));
        }
        return to;
    }

    private boolean isLiteral(char value) {
        return value != QUOTE && (quoted || !isLetter(value));
    }

    /** Two quotes are one, in quoted text and outside; one begins or ends quoted text. */
    private int addQuote(int from) {
        if (from + 1 < pattern.length() && pattern.charAt(from + 1) == QUOTE) {
            program.literal("'");
            return from + 2;
        }
        quoted = !quoted;
        return from + 1;
    }

    private static boolean isLetter(char value) {
        return (value >= 'a' && value <= 'z') || (value >= 'A' && value <= 'Z');
    }

    private boolean addNumber(char letter, int count) {
        switch (letter) {
            case 'y', 'Y' -> addYear(count);
            case 'M', 'L' -> addMonth(count);
            case 'd' -> number(TimeParts.DAY, count, 2);
            case 'D' -> number(TimeParts.DAY_OF_YEAR, count, 3);
            case 'H' -> number(TimeParts.HOUR, count, 2);
            case 'k' -> number(TimeParts.HOUR_FROM_ONE, count, 2);
            case 'h', 'K' -> number(TimeParts.HOUR_OF_HALF_DAY, count, 2);
            case 'm' -> number(TimeParts.MINUTE, count, 2);
            case 's' -> number(TimeParts.SECOND, count, 2);
            case 'S' -> number(TimeParts.MILLI, count, 3);
            case 'u', 'F' -> number(TimeParts.IGNORED, count, 1);
            case 'w' -> number(TimeParts.IGNORED, count, 2);
            case 'W' -> number(TimeParts.IGNORED, count, 1);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** A year of the week, which differs from the year only about New Year, is written by mistake: it is the year. */
    private void addYear(int count) {
        if (count == 2) {
            program.number(TimeParts.YEAR_OF_CENTURY, 2, 2);
        } else {
            number(TimeParts.YEAR, count, 4);
        }
    }

    private void addMonth(int count) {
        if (count < 3) {
            number(TimeParts.MONTH, count, 2);
        } else {
            program.add(TimeProgram.MONTH_NAME, count < WHOLE_NAME ? 0 : 1);
        }
    }

    /** A number that is padded with zeros to {@code count} digits and has never more than {@code most} without them. */
    private void number(int part, int count, int most) {
        if (count > 9) {
            throw new IllegalArgumentException("time format has more than nine of one letter: " + pattern);
        }
        program.number(part, count, Math.max(count, most));
    }

    private boolean addOther(char letter, int count) {
        switch (letter) {
            case 'E' -> program.add(TimeProgram.DAY_NAME, count < WHOLE_NAME ? 0 : 1);
            case 'a' -> program.add(TimeProgram.HALF_DAY);
            case 'G' -> program.literal("AD");
            case 'X', 'Z' -> program.add(TimeProgram.OFFSET);
            case 'z' -> {
                program.add(TimeProgram.ZONE_NAME);
                return count < WHOLE_NAME;
            }
            default -> {
                return false;
            }
        }
        return true;
    }
}
