package io.github.logtraffic.report;

import io.github.logtraffic.analysis.AnalysisResult;
import io.github.logtraffic.analysis.BalanceResult;
import io.github.logtraffic.analysis.CacheResult;
import io.github.logtraffic.analysis.Comparison;
import io.github.logtraffic.analysis.LimitResult;
import io.github.logtraffic.analysis.ReplayResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;

/** The formats that each command's report can have; the first is the usual one. */
public final class ReportFormats {
    private ReportFormats() {}

    /** Of what was counted. */
    public static List<ReportFormat<AnalysisResult>> analyze() {
        return List.of(
                table((result, style) -> new TableReport(result, style).lines()),
                json((result, version, out) ->
                        JsonOutput.write(out, json -> new JsonReport(json, result).write(version))));
    }

    /** Of what limits would have done; in csv and tsv a row a setting. */
    public static List<ReportFormat<LimitResult>> limit() {
        return List.of(
                table((result, style) -> new LimitTable(result, style).lines()),
                json((result, version, out) ->
                        JsonOutput.write(out, json -> new LimitJson(json, result).write(version))),
                rows("csv", ',', LimitRows::text),
                rows("tsv", '\t', LimitRows::text));
    }

    /** Of where policies would have sent requests; in csv and tsv a row for each policy and backend. */
    public static List<ReportFormat<BalanceResult>> balance() {
        return List.of(
                table((result, style) -> new BalanceTable(result, style).lines()),
                json((result, version, out) ->
                        JsonOutput.write(out, json -> new BalanceJson(json, result).write(version))),
                rows("csv", ',', BalanceRows::text),
                rows("tsv", '\t', BalanceRows::text));
    }

    /** Of what caches would have done; in csv and tsv a row for each policy and size. */
    public static List<ReportFormat<CacheResult>> cache() {
        return List.of(
                table((result, style) -> new CacheTable(result, style).lines()),
                json((result, version, out) ->
                        JsonOutput.write(out, json -> new CacheJson(json, result).write(version))),
                rows("csv", ',', CacheRows::text),
                rows("tsv", '\t', CacheRows::text),
                new ReportFormat<>("html", (result, style, out) -> write(out, new CacheHtml(result, style).text())));
    }

    /** Of what came of sending requests. */
    public static List<ReportFormat<ReplayResult>> replay() {
        return List.of(
                table((result, style) -> new ReplayTable(result, style).lines()),
                json((result, version, out) ->
                        JsonOutput.write(out, json -> new ReplayJson(json, result).write(version))));
    }

    /** Of what has changed. */
    public static List<ReportFormat<Comparison>> diff() {
        return List.of(
                table((result, style) -> new ComparisonTable(result, style).lines()),
                json((result, version, out) ->
                        JsonOutput.write(out, json -> new ComparisonJson(json, result).write(version))));
    }

    /** Writes one JSON value. */
    private interface JsonBody<R> {
        void write(R result, String version, OutputStream out) throws IOException;
    }

    private static <R> ReportFormat<R> table(BiFunction<R, ReportStyle, List<String>> lines) {
        return new ReportFormat<>(
                "table", (result, style, out) -> write(out, String.join("\n", lines.apply(result, style)) + "\n"));
    }

    private static <R> ReportFormat<R> json(JsonBody<R> body) {
        return new ReportFormat<>(ReportFormat.JSON, (result, style, out) -> body.write(result, style.version(), out));
    }

    private static <R> ReportFormat<R> rows(String name, char separator, BiFunction<R, Character, String> text) {
        return new ReportFormat<>(name, (result, style, out) -> write(out, text.apply(result, separator)));
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
