/**
 * Results to text: {@link io.github.logtraffic.report.ReportFormats} names the formats there are.
 *
 * <p>Promise: a report depends on the result and the {@link io.github.logtraffic.report.ReportStyle} alone, and nothing
 * that a log says can reach a terminal or a program as anything but text: control bytes, escape sequences and characters
 * that turn the direction of writing are shown as their numbers, or escaped as the format demands.
 *
 * <p>Decision: layout ({@link io.github.logtraffic.report.Table}, {@link io.github.logtraffic.report.Column}) is apart
 * from what is laid out.
 */
@NullMarked
package io.github.logtraffic.report;

import org.jspecify.annotations.NullMarked;
