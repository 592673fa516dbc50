package io.github.logtraffic.log.filter;

import io.github.logtraffic.log.entry.AccessLogEntry;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * A condition about a field that takes other knowledge than the entry's.
 *
 * @param field the field that it is about
 * @param tests makes the test of entries that have the field in a slot; it may remember what it saw, each thread has its
 *     own
 */
public record FieldCondition(String field, IntFunction<Predicate<AccessLogEntry>> tests) {}
