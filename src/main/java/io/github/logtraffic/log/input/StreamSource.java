package io.github.logtraffic.log.input;

import java.io.InputStream;

/** A log in a stream that somebody else opened. */
record StreamSource(String name, InputStream stream) implements LogSource {
    @Override
    public long size() {
        return 0;
    }

    @Override
    public InputStream open() {
        return stream;
    }
}
