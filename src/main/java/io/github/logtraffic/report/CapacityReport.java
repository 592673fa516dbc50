package io.github.logtraffic.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.logtraffic.analysis.CapacityEnd;
import io.github.logtraffic.analysis.CapacityResult;
import io.github.logtraffic.analysis.CapacityResult.Step;
import io.github.logtraffic.traffic.replay.CapacityRule;
import io.github.logtraffic.traffic.replay.Pace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How much traffic targets carry, in the reports of replay. */
final class CapacityReport {
    private static final double MICROS_PER_MILLI = 1e3;
    private static final int DECIMALS = 3;

    private final CapacityResult capacity;

    CapacityReport(CapacityResult capacity) {
        this.capacity = capacity;
    }

    /** What it comes to. */
    String text(Numbers numbers) {
        List<Step> steps = capacity.steps();
        int held = capacity.held();
        String most = held == 0 ? "" : traffic(steps.get(held - 1), numbers);
        String next = held == steps.size() ? "" : traffic(steps.get(held), numbers);
        return switch (capacity.end()) {
            case RULE ->
                (held == 0 ? "less than " + next : most) + "; at " + pace(steps.get(held), numbers) + " "
                        + broken(steps.get(held), numbers);
            case STOPPED ->
                (held == 0 ? "less than " + next : most) + "; at " + pace(steps.get(held), numbers)
                        + " half of the requests of ten seconds failed";
            case GAVE_UP ->
                (held == 0 ? "not known" : "at least " + most) + "; at " + pace(steps.get(held), numbers)
                        + " all targets were down for too long, see --give-up";
            case GENERATOR ->
                (held == 0 ? "not known" : "at least " + most) + "; at " + pace(steps.get(held), numbers)
                        + " this machine could not send requests when they were due";
            case CEILING ->
                "at least " + cut(steps.get(held - 1), numbers)
                        + "; the ceiling holds back what is more, see --max-rate";
            case NOTHING -> (held == 0 ? "not known" : "at least " + most) + "; nothing was sent";
            case STEPS -> "at least " + most;
            case INTERRUPTED -> (held == 0 ? "not known" : "at least " + most) + "; interrupted";
        };
    }

    private static String traffic(Step step, Numbers numbers) {
        return step.pace().ratePerSecond() > 0
                ? perSecond(step, numbers)
                : times(step) + " the log's traffic, " + perSecond(step, numbers);
    }

    /** What is left of a traffic whose peaks were cut: so much, and not the same traffic so many times. */
    private static String cut(Step step, Numbers numbers) {
        return perSecond(step, numbers) + (step.pace().ratePerSecond() > 0 ? "" : ", " + times(step) + " the log's");
    }

    private static String perSecond(Step step, Numbers numbers) {
        return numbers.average(step.outcome().plannedPerSecond()) + " requests per second";
    }

    private static String times(Step step) {
        double speed = step.pace().speed();
        return Numbers.decimal(speed, DECIMALS) + (speed == 1 ? " time" : " times");
    }

    private static String pace(Step step, Numbers numbers) {
        return pace(step.pace(), numbers);
    }

    /** {@code 4x}, or {@code 20.00 per second}. */
    static String pace(Pace pace, Numbers numbers) {
        return pace.ratePerSecond() > 0
                ? numbers.average(pace.ratePerSecond()) + " per second"
                : Numbers.decimal(pace.speed(), DECIMALS) + "x";
    }

    private static String broken(Step step, Numbers numbers) {
        return step.broken().stream()
                .map(bound -> broken(bound, bound.measured(step.outcome()), numbers))
                .collect(Collectors.joining(", "));
    }

    private static String broken(CapacityRule.Bound bound, double measured, Numbers numbers) {
        return bound.isOfErrors()
                ? "errors were " + Numbers.percent(measured)
                : bound.name() + " was " + time(measured, numbers) + (Double.isInfinite(measured) ? " answered" : "");
    }

    private static String time(double millis, Numbers numbers) {
        return Double.isInfinite(millis) ? "never" : numbers.micros(Math.round(millis * MICROS_PER_MILLI));
    }

    /** Why a step did not hold. */
    private String whyNot(Step step, Numbers numbers) {
        if (capacity.end() == CapacityEnd.GENERATOR) {
            return numbers.count(step.outcome().late()) + " sent late";
        }
        return switch (step.outcome().stop()) {
            case GAVE_UP -> "all targets down";
            case ERRORS -> step.broken().isEmpty() ? "half failed in 10 s" : broken(step, numbers);
            case DONE, INTERRUPTED -> broken(step, numbers);
        };
    }

    /** The tables' part of it. */
    List<String> lines(ReportStyle style) {
        Numbers numbers = new Numbers(style.human());
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(Emphasis.TITLE.of("Steps, response times from when a request was due", style.color()));
        Table table = new Table(List.of(
                Column.right("Pace", 0),
                Column.right("Planned/s", 2),
                Column.right("Sent/s", 3),
                Column.right("Sent", 1),
                Column.right("p50", 2),
                Column.right("p99", 0),
                Column.right("max", 2),
                Column.right("Errors", 0),
                Column.left("Held", 0)));
        for (int i = 0; i < capacity.steps().size(); i++) {
            Step step = capacity.steps().get(i);
            table.add(
                    pace(step, numbers),
                    numbers.average(step.outcome().plannedPerSecond()),
                    numbers.average(step.outcome().achievedPerSecond()),
                    numbers.count(step.outcome().all().sent()),
                    time(step.outcome().responseTime(50), numbers),
                    time(step.outcome().responseTime(99), numbers),
                    time(step.outcome().responseTime(100), numbers),
                    Numbers.percent(step.outcome().errorShare()),
                    i < capacity.held() ? "yes" : "no: " + whyNot(step, numbers));
        }
        lines.addAll(table.lines(style));
        return lines;
    }

    /** Writes it as the field {@code capacity}. */
    void write(JsonGenerator json, JsonValues values) throws IOException {
        json.writeObjectFieldStart("capacity");
        json.writeStringField("rule", capacity.rule().text());
        json.writeStringField("end", capacity.end().key());
        if (capacity.held() > 0) {
            writeTraffic(values, capacity.steps().get(capacity.held() - 1));
        }
        json.writeArrayFieldStart("steps");
        for (int i = 0; i < capacity.steps().size(); i++) {
            Step step = capacity.steps().get(i);
            json.writeStartObject();
            writeTraffic(values, step);
            values.writeDecimal("achievedPerSecond", step.outcome().achievedPerSecond(), DECIMALS);
            json.writeNumberField("sent", step.outcome().all().sent());
            values.writeDecimal("errors", step.outcome().errorShare(), 6);
            writeTime(values, "p50", step.outcome().responseTime(50));
            writeTime(values, "p99", step.outcome().responseTime(99));
            writeTime(values, "max", step.outcome().responseTime(100));
            json.writeNumberField("late", step.outcome().late());
            json.writeBooleanField("keptUp", step.outcome().keptUp());
            json.writeBooleanField("held", i < capacity.held());
            json.writeArrayFieldStart("broke");
            for (CapacityRule.Bound bound : step.broken()) {
                json.writeString(bound.name());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Nothing when there is no such time. */
    private static void writeTime(JsonValues values, String name, double millis) throws IOException {
        if (Double.isFinite(millis)) {
            values.writeDecimal(name, millis, DECIMALS);
        }
    }

    private static void writeTraffic(JsonValues values, Step step) throws IOException {
        if (step.pace().ratePerSecond() == 0) {
            values.writeDecimal("times", step.pace().speed(), DECIMALS);
        }
        values.writeDecimal("plannedPerSecond", step.outcome().plannedPerSecond(), DECIMALS);
    }
}
