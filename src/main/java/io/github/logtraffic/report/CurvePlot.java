package io.github.logtraffic.report;

import io.github.logtraffic.analysis.CacheResult;
import io.github.logtraffic.traffic.cache.CacheOutcome;
import io.github.logtraffic.traffic.cache.CachePolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws hit ratios over sizes as text: a letter for each policy. */
final class CurvePlot {
    private static final int ROWS = 11;
    private static final int COLUMNS = 4;
    private static final int LABEL = 6;

    private final CacheResult result;
    private final Numbers numbers;

    CurvePlot(CacheResult result, Numbers numbers) {
        this.result = result;
        this.numbers = numbers;
    }

    /** How many columns it takes. */
    int width() {
        return 2 + LABEL + 1 + result.outcomes(result.plan().policies().get(0)).size() * COLUMNS;
    }

    /** The lines, the highest ratio first; then the sizes, then which letter stands for what. */
    List<String> lines() {
        List<CachePolicy> policies = result.plan().policies();
        List<CacheOutcome> sizes = result.outcomes(policies.get(0));
        char[][] grid = new char[ROWS][sizes.size() * COLUMNS];
        for (char[] row : grid) {
            Arrays.fill(row, ' ');
        }
        for (int i = policies.size() - 1; i >= 0; i--) { // the first one is on top of all others
            List<CacheOutcome> outcomes = result.outcomes(policies.get(i));
            for (int x = 0; x < outcomes.size(); x++) {
                int y = (int) Math.round(outcomes.get(x).all().hitRatio() * (ROWS - 1));
                grid[ROWS - 1 - y][x * COLUMNS + COLUMNS / 2] = letter(i);
            }
        }
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            String label = row % 2 == 0 ? 100 - row * 10 + "%" : "";
            lines.add(("  " + " ".repeat(LABEL - 1 - label.length()) + label + " │" + new String(grid[row]))
                    .stripTrailing());
        }
        lines.add("  " + " ".repeat(LABEL) + "└" + "─".repeat(sizes.size() * COLUMNS));
        lines.add(axis(sizes));
        for (int i = 0; i < policies.size(); i++) {
            lines.add("  " + letter(i) + "  " + policies.get(i).policyName());
        }
        if (policies.size() > 1) {
            lines.add("  Where policies meet stands the letter of the first.");
        }
        return lines;
    }

    private static char letter(int index) {
        return (char) ('a' + index);
    }

    private String axis(List<CacheOutcome> sizes) {
        StringBuilder axis = new StringBuilder(" ".repeat(2 + LABEL));
        for (int x = 0; x < sizes.size(); x += COLUMNS - 1) {
            String label = numbers.bytes(sizes.get(x).size());
            int at = 2 + LABEL + 1 + x * COLUMNS + COLUMNS / 2 - label.length() / 2;
            axis.append(" ".repeat(Math.max(1, at - axis.length()))).append(label);
        }
        return axis.toString();
    }
}
