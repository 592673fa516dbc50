/** What reading a line costs, format by format, beside a parser that was written by hand for one of them. */
@NullMarked
package io.github.logtraffic.log.format;

import org.jspecify.annotations.NullMarked;
