package io.github.logtraffic.log.format;

import java.util.ArrayList;
import java.util.List;

/**
 * The extended log file format (W3C, <a href="https://www.w3.org/TR/WD-logfile.html">WD-logfile</a>), of IIS, CloudFront and
 * many proxies: comments say which columns the lines behind them have.
 */
final class W3cFormat extends LogFormat {
    private final Header assumed;
    private final String mark;

    /**
     * @param name what to call it
     * @param columns the columns of a log that does not say
     * @param mark a column that tells this dialect from others; empty for none
     */
    W3cFormat(String name, List<String> columns, String mark) {
        super(name);
        this.assumed = new Header(columns, null);
        this.mark = mark;
    }

    @Override
    public List<String> fieldNames() {
        return fieldNames(assumed);
    }

    @Override
    public List<String> fieldNames(Header header) {
        List<String> names = new ArrayList<>();
        Header known = header.columns().isEmpty() ? assumed : header;
        W3cColumns.fields(known.columns()).forEach(field -> FieldNames.addWithParts(names, field.name(), field.kind()));
        return List.copyOf(names);
    }

    @Override
    public boolean mayHave(String field) {
        return true; // the header may name any column
    }

    @Override
    public LineParser newParser(EntryPlan plan) {
        return new W3cParser(assumed, mark, plan);
    }

    @Override
    public boolean hasHeader() {
        return true;
    }
}
