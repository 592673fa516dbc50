/**
 * The command line: commands, options, exit codes, messages, terminal facts.
 *
 * <p>Promise: the only package that knows picocli, standard streams, the clock, the environment and {@code System.exit}.
 * What was typed ends here: options become an {@link io.github.logtraffic.analysis.AnalysisPlan}, results become reports
 * on standard output or in files, everything else goes to standard error.
 */
@NullMarked
package io.github.logtraffic.cli;

import org.jspecify.annotations.NullMarked;
