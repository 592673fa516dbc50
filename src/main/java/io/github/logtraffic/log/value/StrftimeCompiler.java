package io.github.logtraffic.log.value;

/** Compiles patterns of C's {@code strftime}, as C99 and glibc define them, in C's locale. */
final class StrftimeCompiler {
    private static final String FLAGS_AND_MODIFIERS = "-_0^#EO";

    private final TimeProgram program = new TimeProgram();
    private boolean padded = true; // of the directive that is compiled
    private boolean blanks;

    private StrftimeCompiler() {}

    /** The compiled pattern; throws IllegalArgumentException with a message that says what is not understood. */
    static TimePattern compile(String pattern) {
        StrftimeCompiler compiler = new StrftimeCompiler();
        compiler.add(pattern);
        return compiler.program.pattern(pattern);
    }

    private void add(String pattern) {
        int at = 0;
        while (at < pattern.length()) {
            int percent = pattern.indexOf('%', at);
            int literalTo = percent < 0 ? pattern.length() : percent;
            program.literal(pattern.substring(at, literalTo));
            at = percent < 0 ? literalTo : addDirective(pattern, percent);
        }
    }

    private int addDirective(String pattern, int percent) {
        padded = true;
        blanks = false;
        int at = percent + 1;
        while (at < pattern.length() && FLAGS_AND_MODIFIERS.indexOf(pattern.charAt(at)) >= 0) {
            padded &= pattern.charAt(at) != '-';
            blanks |= pattern.charAt(at) == '_';
            at++;
        }
        if (at == pattern.length()) {
            throw new IllegalArgumentException("time format ends within a directive: " + pattern.substring(percent));
        }
        int letter = pattern.codePointAt(at);
        int end = at + Character.charCount(letter);
        if (!addText(letter) && !addNumber(letter) && !addOther(letter)) {
            throw new IllegalArgumentException(
                    "time format directive is not understood: " + pattern.substring(percent, end));
        }
        return end;
    }

    /** Directives that stand for others or for literal text. */
    private boolean addText(int letter) {
        String text = switch (letter) {
            case 'c' -> "%a %b %e %H:%M:%S %Y";
            case 'D', 'x' -> "%m/%d/%y";
            case 'F' -> "%Y-%m-%d";
            case 'R' -> "%H:%M";
            case 'r' -> "%I:%M:%S %p";
            case 'T', 'X' -> "%H:%M:%S";
            case 'n' -> "\n";
            case 't' -> "\t";
            default -> "";
        };
        add(text);
        return !text.isEmpty();
    }

    private boolean addNumber(int letter) {
        blanks |= letter == 'e' || letter == 'k' || letter == 'l';
        switch (letter) {
            case 'Y' -> program.number(TimeParts.YEAR, 4, 4);
            case 'C' -> number(TimeParts.CENTURY, 2);
            case 'y' -> number(TimeParts.YEAR_OF_CENTURY, 2);
            case 'm' -> number(TimeParts.MONTH, 2);
            case 'd', 'e' -> number(TimeParts.DAY, 2);
            case 'j' -> number(TimeParts.DAY_OF_YEAR, 3);
            case 'H', 'k' -> number(TimeParts.HOUR, 2);
            case 'I', 'l' -> number(TimeParts.HOUR_OF_HALF_DAY, 2);
            case 'M' -> number(TimeParts.MINUTE, 2);
            case 'S' -> number(TimeParts.SECOND, 2);
            case 'u', 'w' -> number(TimeParts.IGNORED, 1);
            case 'g', 'U', 'V', 'W' -> number(TimeParts.IGNORED, 2);
            case 'G' -> number(TimeParts.IGNORED, 4);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void number(int part, int digits) {
        if (blanks) {
            program.add(TimeProgram.OPTIONAL_BLANK);
        }
        program.number(part, padded && !blanks ? digits : 1, digits);
    }

    private boolean addOther(int letter) {
        switch (letter) {
            case '%' -> program.literal("%");
            case 'a' -> program.add(TimeProgram.DAY_NAME, 0);
            case 'A' -> program.add(TimeProgram.DAY_NAME, 1);
            case 'b', 'h' -> program.add(TimeProgram.MONTH_NAME, 0);
            case 'B' -> program.add(TimeProgram.MONTH_NAME, 1);
            case 'p', 'P' -> program.add(TimeProgram.HALF_DAY);
            case 's' -> program.add(TimeProgram.EPOCH, 6);
            case 'z' -> program.add(TimeProgram.OFFSET);
            case 'Z' -> program.add(TimeProgram.ZONE_NAME);
            default -> {
                return false;
            }
        }
        return true;
    }
}
