package io.github.logtraffic.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A page that shows a report. It is one file: it loads nothing, runs nothing, and its policy forbids browsers to do either
 * for it. All texts are escaped. It is also well-formed XML.
 */
final class HtmlPage {
    private static final String STYLE = "page.css";

    private final StringBuilder body = new StringBuilder();
    private final String title;

    HtmlPage(String title) {
        this.title = title;
        body.append("<h1>").append(escaped(title)).append("</h1>\n");
    }

    /** A text that stands for itself in an element and in a quoted attribute. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Begins a section. */
    void addTitle(String text) {
        body.append("<h2>").append(escaped(text)).append("</h2>\n");
    }

    /** Says something about what stands before. */
    void addNote(String text) {
        body.append("<p class=\"quiet\">").append(escaped(text)).append("</p>\n");
    }

    void addFacts(List<SummaryTable.Fact> facts) {
        body.append("<dl class=\"facts\">\n");
        for (SummaryTable.Fact fact : facts) {
            body.append("<dt>")
                    .append(escaped(fact.name()))
                    .append("</dt><dd>")
                    .append(escaped(fact.text()))
                    .append("</dd>\n");
        }
        body.append("</dl>\n");
    }

    /** Adds a table; bars drawn with characters are left out, as are columns of nothing. */
    void addTable(Table table) {
        List<Integer> shown = table.shown(column -> column.emphasis() != Emphasis.BAR);
        body.append("<div class=\"wide\"><table>\n<thead><tr>");
        shown.forEach(
                index -> addCell("th", table.column(index), table.column(index).title()));
        body.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : table.rows()) {
            body.append("<tr>");
            shown.forEach(index -> addCell("td", table.column(index), row.get(index)));
            body.append("</tr>\n");
        }
        body.append("</tbody>\n</table></div>\n");
    }

    private void addCell(String element, Column column, String text) {
        body.append('<')
                .append(element)
                .append(column.alignsRight() ? " class=\"right\">" : ">")
                .append(escaped(text))
                .append("</")
                .append(element)
                .append('>');
    }

    /** Adds markup that is escaped already. */
    void addMarkup(String markup) {
        body.append(markup);
    }

    /** The whole page. */
    String text(String version) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8"/>
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="generator" content="logtraffic %s"/>
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                %s<footer><p>Written by logtraffic %s.</p></footer>
                </body>
                </html>
                """.formatted(escaped(version), escaped(title), style(), body, escaped(version));
    }

    private static String style() {
        try (InputStream in = Objects.requireNonNull(HtmlPage.class.getResourceAsStream(STYLE), STYLE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it is in the same jar as this class
        }
    }
}
