package io.github.logtraffic.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a user may have meant. */
final class Suggestions {
    private Suggestions() {}

    /**
     * The name nearest to what was typed, if one is near: at most a third of its letters differ, or it begins so. Of
     * several that are as near, the one that begins alike the longest.
     */
    static Optional<String> nearest(String typed, Collection<String> names) {
        return names.stream()
                .filter(name -> isNear(typed, name))
                .min(Comparator.<String>comparingInt(name -> distance(typed, name))
                        .thenComparingInt(name -> -commonPrefix(typed, name)));
    }

    private static int commonPrefix(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }

    private static boolean isNear(String typed, String name) {
        if (typed.length() <= 2 && name.length() <= 2) {
            return typed.equalsIgnoreCase(name); // any two options of one letter differ in one
        }
        boolean begins = typed.length() > 2 && name.startsWith(typed);
        return begins || distance(typed, name) <= Math.max(1, Math.max(typed.length(), name.length()) / 3);
    }

    /** How many letters must be added, left out, changed or swapped with their neighbour (Damerau, Levenshtein). */
    static int distance(String one, String other) {
        int[][] d = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[one.length()][other.length()];
    }
}
