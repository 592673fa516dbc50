package io.github.logtraffic.engine;

import io.github.logtraffic.log.format.MalformedReason;

/**
 * The first malformed line of a reason.
 *
 * @param reason what could not be read
 * @param source the log's name; of one that was entered, also behind which byte
 * @param lineNumber the line's number in its log, from 1, or behind that byte
 * @param text the line's beginning; bytes that are not UTF-8 are {@code \xHH}; empty when it is not
 *     to be shown
 */
public record MalformedSample(MalformedReason reason, String source, long lineNumber, String text) {
    /** The same of a log that is called otherwise. */
    public MalformedSample named(String name) {
        return new MalformedSample(reason, name, lineNumber, text);
    }

    /** The same without the line, which may say who clients are: its text is empty. */
    public MalformedSample withoutText() {
        return new MalformedSample(reason, source, lineNumber, "");
    }
}
