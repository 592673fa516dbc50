package io.github.logtraffic.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jline.utils.WCWidth;

/** Rows laid out in columns of text, aligned by the width that characters have in a terminal. */
final class Table {
    /** No cell is wider, since logs are hostile: a longer one ends in an ellipsis. */
    private static final int WIDEST_CELL = 400;

    /** No cell is wider on a terminal. */
    private static final int WIDEST_ON_TERMINAL = 48;

    /** Cells that are wider may be cut so far for other columns to be shown. No number and no time is. */
    private static final int NARROW_CELL = 24;

    private static final String INDENT = "  ";
    private static final String GAP = "  ";

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    Table(List<Column> columns) {
        this.columns = columns;
    }

    /** Adds a row of so many cells as there are columns; they must be {@link SafeText} already. */
    void add(List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + columns.size() + " columns");
        }
        rows.add(cells.stream().map(cell -> clipped(cell, WIDEST_CELL)).toList());
    }

    /** Adds a row. */
    void add(String... cells) {
        add(List.of(cells));
    }

    Column column(int index) {
        return columns.get(index);
    }

    List<List<String>> rows() {
        return List.copyOf(rows);
    }

    /** The indices of columns that are wanted, without those of nothing: no title, and no cell that is not empty. */
    List<Integer> shown(Predicate<Column> wanted) {
        return IntStream.range(0, columns.size())
                .filter(index -> wanted.test(columns.get(index)) && widthOf(index) > 0)
                .boxed()
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** The lines of the table, its headings first. */
    List<String> lines(ReportStyle style) {
        int[] widths = IntStream.range(0, columns.size()).map(this::widthOf).toArray();
        List<Integer> shown = shown(column -> true);
        if (style.width() > 0) {
            fit(widths, shown, style.width());
        }
        List<String> lines = new ArrayList<>();
        List<String> headings = columns.stream().map(Column::title).toList();
        lines.add(Emphasis.HEADING.of(line(headings, shown, widths, false), style.color()));
        for (List<String> row : rows) {
            lines.add(line(row, shown, widths, style.color()));
        }
        return lines;
    }

    private int widthOf(int column) {
        int width = width(columns.get(column).title());
        for (List<String> row : rows) {
            width = Math.max(width, width(row.get(column)));
        }
        return width;
    }

    /** Leaves out the columns of the highest ranks that do not fit though texts are cut, and cuts them no further than that takes. */
    private void fit(int[] widths, List<Integer> shown, int limit) {
        Arrays.setAll(widths, column -> Math.min(widths[column], WIDEST_ON_TERMINAL));
        int rank = columns.stream().mapToInt(Column::rank).max().orElse(0);
        while (rank > 0 && total(shown, narrowed(widths, rank)) > limit) {
            int dropped = rank;
            shown.removeIf(column -> columns.get(column).rank() == dropped);
            rank--;
        }
        int[] least = narrowed(widths, rank);
        while (total(shown, widths) > Math.max(limit, total(shown, least))) {
            shown.stream()
                    .filter(column -> widths[column] > least[column])
                    .max(Comparator.comparing(
                                    (Integer column) -> columns.get(column).isText())
                            .thenComparing(column -> widths[column]))
                    .ifPresent(widest -> widths[widest]--);
        }
    }

    /** How wide columns must be before those of a rank go: of others than texts cells are cut only for what the table is sorted by. */
    private int[] narrowed(int[] widths, int rank) {
        return IntStream.range(0, widths.length)
                .map(column -> rank <= Column.SORTED_BY || columns.get(column).isText()
                        ? Math.min(widths[column], NARROW_CELL)
                        : widths[column])
                .toArray();
    }

    private static int total(List<Integer> shown, int[] widths) {
        return INDENT.length()
                + shown.stream()
                        .mapToInt(column -> widths[column] + GAP.length())
                        .sum()
                - GAP.length();
    }

    private String line(List<String> cells, List<Integer> shown, int[] widths, boolean color) {
        StringBuilder line = new StringBuilder();
        for (int index : shown) {
            Column column = columns.get(index);
            String cell = clipped(cells.get(index), widths[index]);
            String padding = " ".repeat(widths[index] - width(cell));
            String emphasised = isZero(cell) ? cell : column.emphasis().of(cell, color);
            line.append(line.isEmpty() ? INDENT : GAP)
                    .append(column.alignsRight() ? padding + emphasised : emphasised + padding);
        }
        return line.toString().stripTrailing();
    }

    /** A warning that did not occur need not stand out. */
    private static boolean isZero(String cell) {
        return cell.equals("0");
    }

    /** How many columns a text takes in a terminal. */
    static int width(String text) {
        return text.codePoints()
                .map(point -> point < 0x7F ? 1 : Math.max(0, WCWidth.wcwidth(point)))
                .sum();
    }

    /** The text, ending in an ellipsis where it would be wider. */
    static String clipped(String text, int widest) {
        if (width(text) <= widest) {
            return text;
        }
        StringBuilder clipped = new StringBuilder();
        int width = 0;
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            String character = Character.toString(text.codePointAt(at));
            width += width(character);
            if (width > widest - 1) {
                break;
            }
            clipped.append(character);
        }
        return clipped.append('…').toString();
    }
}
