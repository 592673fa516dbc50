/** Benchmarks of cache policies. */
@NullMarked
package io.github.logtraffic.traffic.cache;

import org.jspecify.annotations.NullMarked;
