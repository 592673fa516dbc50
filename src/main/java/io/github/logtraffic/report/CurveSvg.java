package io.github.logtraffic.report;

import io.github.logtraffic.analysis.CacheResult;
import io.github.logtraffic.traffic.cache.CacheCounts;
import io.github.logtraffic.traffic.cache.CacheOutcome;
import io.github.logtraffic.traffic.cache.CachePolicy;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Draws ratios over sizes for a page: a line for each policy, sizes by their logarithm. What hits is read at the left, what
 * misses at the right.
 */
final class CurveSvg {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 380;
    private static final int LEFT = 48;
    private static final int RIGHT = 712;
    private static final int TOP = 28;
    private static final int BOTTOM = 334;
    private static final int ROOM_OF_LABEL = 66;
    private static final int COLORS = 8;

    private final CacheResult result;
    private final Numbers numbers;
    private final ToDoubleFunction<CacheCounts> ratio;
    private final StringBuilder svg = new StringBuilder();

    /** @param ratio what is drawn, 0 to 1 */
    CurveSvg(CacheResult result, Numbers numbers, ToDoubleFunction<CacheCounts> ratio) {
        this.result = result;
        this.numbers = numbers;
        this.ratio = ratio;
    }

    /**
     * The drawing and its legend, as markup.
     *
     * @param what is drawn, for those who cannot see it
     */
    String markup(String what) {
        svg.append(String.format(
                Locale.ROOT,
                "<div class=\"wide\"><svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH,
                HEIGHT,
                HtmlPage.escaped(what)));
        addGrid();
        addSizes();
        List<CachePolicy> policies = result.plan().policies();
        for (int i = policies.size() - 1; i >= 0; i--) { // the first one is on top of all others
            addCurve(policies.get(i), style(policies.get(i), i));
        }
        svg.append("</svg></div>\n<ul class=\"legend\">\n");
        for (int i = 0; i < policies.size(); i++) {
            svg.append("<li><svg viewBox=\"0 0 28 12\"><path class=\"")
                    .append(style(policies.get(i), i))
                    .append("\" d=\"M0 6H28\"/></svg>")
                    .append(HtmlPage.escaped(policies.get(i).policyName()))
                    .append("</li>\n");
        }
        return svg.append("</ul>\n").toString();
    }

    private static String style(CachePolicy policy, int index) {
        String dashes = policy.isBound() ? " bound" : index < COLORS ? "" : " again";
        return "curve c" + index % COLORS + dashes;
    }

    private void addGrid() {
        for (int percent = 0; percent <= 100; percent += 20) {
            double y = y(percent / 100.0);
            svg.append(String.format(Locale.ROOT, "<path class=\"grid\" d=\"M%d %.1fH%d\"/>%n", LEFT, y, RIGHT));
            addText(LEFT - 6, y + 4, "end", percent + "%");
            addText(RIGHT + 6, y + 4, "start", 100 - percent + "%");
        }
        addText(LEFT, TOP - 14, "start", "hits");
        addText(RIGHT, TOP - 14, "end", "misses");
    }

    private void addText(double x, double y, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                x,
                y,
                anchor,
                HtmlPage.escaped(text)));
    }

    /** Labels the sizes that have room for a label. */
    private void addSizes() {
        double free = 0;
        for (CacheOutcome outcome : sizes()) {
            double x = x(outcome.size());
            if (x >= free) {
                svg.append(String.format(Locale.ROOT, "<path class=\"grid\" d=\"M%.1f %dv6\"/>%n", x, BOTTOM));
                addText(x, BOTTOM + 20, "middle", numbers.bytes(outcome.size()));
                free = x + ROOM_OF_LABEL;
            }
        }
        addText((LEFT + RIGHT) / 2.0, HEIGHT - 6, "middle", "size of the cache");
    }

    private void addCurve(CachePolicy policy, String style) {
        List<CacheOutcome> outcomes = result.outcomes(policy);
        String points = outcomes.stream()
                .map(outcome -> String.format(Locale.ROOT, "%.1f,%.1f", x(outcome.size()), y(outcome)))
                .collect(Collectors.joining(" "));
        svg.append("<polyline class=\"")
                .append(style)
                .append("\" points=\"")
                .append(points)
                .append("\"/>\n");
        for (CacheOutcome outcome : outcomes) {
            double hits = ratio.applyAsDouble(outcome.all());
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"><title>%s, %s: hits %s, misses %s</title></circle>%n",
                    style.split(" ", -1)[1],
                    x(outcome.size()),
                    y(outcome),
                    HtmlPage.escaped(policy.policyName()),
                    HtmlPage.escaped(numbers.bytes(outcome.size())),
                    Numbers.percent(hits),
                    Numbers.percent(1 - hits)));
        }
    }

    private List<CacheOutcome> sizes() {
        return result.outcomes(result.plan().policies().get(0));
    }

    private double x(long size) {
        List<CacheOutcome> sizes = sizes();
        double least = Math.log((double) sizes.get(0).size());
        double most = Math.log((double) sizes.get(sizes.size() - 1).size());
        return LEFT + 20 + (RIGHT - LEFT - 40) * (Math.log((double) size) - least) / (most - least);
    }

    private double y(CacheOutcome outcome) {
        return y(ratio.applyAsDouble(outcome.all()));
    }

    private static double y(double share) {
        return BOTTOM - (BOTTOM - TOP) * share;
    }
}
