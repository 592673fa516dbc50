/**
 * From a plan to a result: {@link io.github.logtraffic.analysis.AnalysisPlan} says what to read and what to report,
 * {@link io.github.logtraffic.analysis.Analysis} runs it.
 *
 * <p>Promise: a result is a pure function of a tally and the plan; it holds numbers and instants, no text layout. Times
 * are seconds since the epoch. What name servers say of clients is no part of it: {@link
 * io.github.logtraffic.analysis.AnalysisResult#identified} adds it afterwards, for what is shown.
 */
@NullMarked
package io.github.logtraffic.analysis;

import org.jspecify.annotations.NullMarked;
