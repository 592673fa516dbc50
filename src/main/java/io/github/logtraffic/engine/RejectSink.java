package io.github.logtraffic.engine;

import java.io.IOException;

/** Takes malformed lines, in the order of the logs and of their lines. */
public interface RejectSink {
    /**
     * Takes some lines, each ended by a line feed.
     *
     * @param bytes holds them from its beginning; valid during the call
     * @param length how many bytes they take
     * @throws IOException when they cannot be kept; no more will be offered
     */
    void accept(byte[] bytes, int length) throws IOException;
}
