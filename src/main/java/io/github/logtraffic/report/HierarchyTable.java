package io.github.logtraffic.report;

import io.github.logtraffic.analysis.Hierarchy;
import io.github.logtraffic.analysis.Hierarchy.Row;
import java.util.ArrayList;
import java.util.List;

/** Lays out the networks that send much as an indented tree. */
final class HierarchyTable {
    private static final String INDENT = "  ";

    private final Hierarchy hierarchy;
    private final Numbers numbers;

    HierarchyTable(Hierarchy hierarchy, Numbers numbers) {
        this.hierarchy = hierarchy;
        this.numbers = numbers;
    }

    String title() {
        return "Networks with " + share() + " of all requests or more";
    }

    private String share() {
        return Numbers.decimal(hierarchy.share() * 100, 2) + "%";
    }

    List<String> lines(ReportStyle style) {
        Table table = new Table(List.of(
                Column.left("Network", 0),
                Column.right("Requests", 0),
                Column.right("Share", 1),
                Column.right("Bytes", 2),
                Column.right("Not below", 0),
                Column.right("Share", 0)));
        for (Row row : hierarchy.rows()) {
            table.add(
                    INDENT.repeat(row.depth()) + SafeText.visible(name(row)),
                    numbers.count(row.requests()),
                    Numbers.percent(row.share()),
                    numbers.bytes(row.bytes()),
                    numbers.count(row.unexplained()),
                    Numbers.percent(row.unexplainedShare()));
        }
        List<String> lines = new ArrayList<>(table.lines(style));
        lines.add("  Not below: in no row below it, so spread over networks and addresses with less than " + share());
        if (hierarchy.missedRequests() > 0) {
            lines.add("  Networks may have " + numbers.count(hierarchy.missedRequests())
                    + " requests more: those of clients that were not kept, which only all clients have");
        }
        return lines;
    }

    private static String name(Row row) {
        return switch (row.level()) {
            case ALL -> "all clients";
            case SYSTEM -> "AS" + row.asn() + (row.asName() == null ? "" : " " + row.asName());
            case NETWORK, ADDRESS -> String.valueOf(row.network());
        };
    }
}
