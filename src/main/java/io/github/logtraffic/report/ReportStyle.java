package io.github.logtraffic.report;

/**
 * How a report is to look.
 *
 * @param version of this program
 * @param color whether tables may use colours
 * @param width how many columns tables may take; 0 is any number
 * @param human whether tables round sizes and group digits, {@code 12.3 MB} and {@code 10,000}
 */
public record ReportStyle(String version, boolean color, int width, boolean human) {}
