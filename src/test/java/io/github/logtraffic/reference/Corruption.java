package io.github.logtraffic.reference;

import java.util.Random;

/** What disks, crashed servers and attackers do to lines. Line feeds come in too: they make two lines of one. */
public enum Corruption {
    /** One byte becomes another. */
    FLIP {
        @Override
        String apply(String line, int at, char any) {
            return line.substring(0, at) + any + line.substring(Math.min(line.length(), at + 1));
        }
    },
    /** One byte too many. */
    INSERT {
        @Override
        String apply(String line, int at, char any) {
            return line.substring(0, at) + any + line.substring(at);
        }
    },
    /** Some bytes too few. */
    DELETE {
        @Override
        String apply(String line, int at, char any) {
            return line.substring(0, at) + line.substring(Math.min(line.length(), at + 1 + any % 4));
        }
    },
    /** Only the beginning was written. */
    TRUNCATE {
        @Override
        String apply(String line, int at, char any) {
            return line.substring(0, at);
        }
    },
    /** The rest stands twice. */
    REPEAT {
        @Override
        String apply(String line, int at, char any) {
            return line + line.substring(at);
        }
    },
    /** Every quote stands twice. */
    DOUBLE_QUOTES {
        @Override
        String apply(String line, int at, char any) {
            return line.replace("\"", "\"\"");
        }
    };

    private static final String MEANINGFUL = "\"\\[] \t\r\n\0#-:./0129aZ\u007f\u0080\u00ff";

    abstract String apply(String line, int at, char any);

    /** The line with one to three corruptions; any byte may come in, those with a meaning more often. */
    public static String of(Random random, String line) {
        String corrupted = line;
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            Corruption corruption = values()[random.nextInt(values().length)];
            char any = random.nextBoolean()
                    ? MEANINGFUL.charAt(random.nextInt(MEANINGFUL.length()))
                    : (char) random.nextInt(256);
            corrupted = corruption.apply(corrupted, random.nextInt(corrupted.length() + 1), any);
        }
        return corrupted;
    }
}
