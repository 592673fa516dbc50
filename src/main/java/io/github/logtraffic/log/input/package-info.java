/**
 * Bytes to whole lines: where logs come from, how they are decompressed, and how their bytes are cut at line ends.
 *
 * <p>Promise: memory does not grow with the input, whatever its lines look like. A line longer than the limit is handed
 * on cut short, just long enough to be seen as too long, and the rest of it is skipped.
 *
 * <p>Decision: one code path for files, pipes and compressed logs. A {@link io.github.logtraffic.log.input.LogReader}
 * fills a {@link io.github.logtraffic.log.input.Chunk} that belongs to a thread; the unfinished line at its end goes to
 * whoever fills the next one.
 */
@NullMarked
package io.github.logtraffic.log.input;

import org.jspecify.annotations.NullMarked;
