package io.github.logtraffic.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Table TALKERS = new Table(List.of(
            Column.left("Client", 0),
            Column.right("Requests", 0),
            Column.right("Bytes", 2),
            Column.right("5xx", 1).with(Emphasis.ALARM)));

    static {
        TALKERS.add("a.example", "10", "1.0 kB", "0");
        TALKERS.add("日本語", "9", "0 B", "3");
        TALKERS.add("e\u0301tude", "1,000", "", "0");
    }

    private static ReportStyle width(int columns) {
        return new ReportStyle("1", false, columns, true);
    }

    @Test
    void columnsAreAlignedByTheWidthThatCharactersHaveInATerminal() {
        assertThat(TALKERS.lines(width(0)))
                .containsExactly(
                        "  Client     Requests   Bytes  5xx",
                        "  a.example        10  1.0 kB    0",
                        "  日本語            9     0 B    3",
                        "  e\u0301tude         1,000            0");
    }

    @Test
    void whenTheTableIsTooWideColumnsOfTheHighestRankGoFirst() {
        assertThat(TALKERS.lines(width(34)).get(0)).isEqualTo("  Client     Requests   Bytes  5xx");
        assertThat(TALKERS.lines(width(33)).get(0)).isEqualTo("  Client     Requests  5xx");
        assertThat(TALKERS.lines(width(26)).get(0)).isEqualTo("  Client     Requests  5xx");
        assertThat(TALKERS.lines(width(25)).get(0)).isEqualTo("  Client     Requests");
    }

    @Test
    void columnsOfRankZeroStayHoweverNarrowItGets() {
        assertThat(TALKERS.lines(width(1)).get(1)).isEqualTo("  a.example        10");
    }

    @Test
    void aColumnWithoutTitleAndCellsIsLeftOut() {
        Table table = new Table(List.of(Column.left("A", 0), Column.left("", 0), Column.left("B", 0)));
        table.add("1", "", "2");
        assertThat(table.lines(width(0))).containsExactly("  A  B", "  1  2");
    }

    private static Table pairs() {
        Table pairs = new Table(List.of(
                Column.left("Client", 0),
                Column.text("Path", 0),
                Column.right("p95", Column.SORTED_BY),
                Column.right("Bytes", 2)));
        pairs.add("2001:db8:1234:5678:9abc:def0:1357:2468", "/" + "a".repeat(39), "20 ms", "10 kB");
        return pairs;
    }

    @Test
    void textsAreCutBeforeColumnsGo() {
        assertThat(pairs().lines(width(96)).get(1))
                .isEqualTo("  2001:db8:1234:5678:9abc:def0:1357:2468  /" + "a".repeat(39) + "  20 ms  10 kB");
        assertThat(pairs().lines(width(95)).get(1))
                .isEqualTo("  2001:db8:1234:5678:9abc:def0:1357:2468  /" + "a".repeat(37) + "…  20 ms  10 kB");
        assertThat(pairs().lines(width(80)).get(1))
                .isEqualTo("  2001:db8:1234:5678:9abc:def0:1357:2468  /" + "a".repeat(22) + "…  20 ms  10 kB");
        assertThat(pairs().lines(width(79)).get(1))
                .isEqualTo("  2001:db8:1234:5678:9abc:def0:1357:2468  /" + "a".repeat(28) + "…  20 ms");
    }

    @Test
    void othersAreCutOnlyForWhatTheTableIsSortedBy() {
        assertThat(pairs().lines(width(73)).get(1))
                .isEqualTo("  2001:db8:1234:5678:9abc:def0:1357:2468  /" + "a".repeat(22) + "…  20 ms");
        assertThat(pairs().lines(width(72)).get(1))
                .isEqualTo("  2001:db8:1234:5678:9abc:def0:1357:24…  /" + "a".repeat(22) + "…  20 ms");
        assertThat(pairs().lines(width(59)).get(1))
                .isEqualTo("  2001:db8:1234:5678:9abc…  /" + "a".repeat(22) + "…  20 ms");
        assertThat(pairs().lines(width(58)).get(1)).doesNotContain("20 ms");
    }

    @Test
    void aCellThatIsTooLongEndsInAnEllipsis() {
        assertThat(cell("a".repeat(48))).isEqualTo("a".repeat(48));
        assertThat(cell("a".repeat(49))).isEqualTo("a".repeat(47) + "…");
    }

    @Test
    void aCellIsNotCutThroughACharacter() {
        assertThat(cell("日".repeat(24))).isEqualTo("日".repeat(24));
        assertThat(cell("日".repeat(25))).isEqualTo("日".repeat(23) + "…");
        assertThat(cell("\uD83D\uDE00".repeat(25))).isEqualTo("\uD83D\uDE00".repeat(23) + "…");
        assertThat(cell("e\u0301".repeat(49))).isEqualTo("e\u0301".repeat(47) + "…");
    }

    private static String cell(String text) {
        Table table = new Table(List.of(Column.left("", 0)));
        table.add(text);
        return table.lines(width(500)).get(1).strip();
    }

    @Test
    void whereThereIsNoTerminalOnlyWhatIsFarTooLongIsCut() {
        Table table = new Table(List.of(Column.left("", 0)));
        table.add("a".repeat(400));
        table.add("a".repeat(401));
        assertThat(table.lines(width(0))).endsWith("  " + "a".repeat(400), "  " + "a".repeat(399) + "…");
    }

    @Test
    void coloursTakeNoWidthAndAreNotSpentOnZeros() {
        List<String> lines = TALKERS.lines(new ReportStyle("1", true, 0, true));
        assertThat(lines.get(0)).isEqualTo("  \u001B[2mClient     Requests   Bytes  5xx\u001B[0m");
        assertThat(lines.get(1)).isEqualTo("  a.example        10  1.0 kB    0");
        assertThat(lines.get(2)).isEqualTo("  日本語            9     0 B    \u001B[31m3\u001B[0m");
    }

    @Test
    void textIsAsWideAsATerminalShowsIt() {
        assertThat(Table.width("")).isZero();
        assertThat(Table.width("abc")).isEqualTo(3);
        assertThat(Table.width("日本")).isEqualTo(4);
        assertThat(Table.width("\uD83D\uDE00")).isEqualTo(2);
        assertThat(Table.width("e\u0301")).isEqualTo(1);
        assertThat(Table.width("█▌…")).isEqualTo(3);
    }

    @Test
    void aRowOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> TALKERS.add("1", "2")).isInstanceOf(IllegalArgumentException.class);
    }
}
