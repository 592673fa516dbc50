package io.github.logtraffic.reference;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;

/** A stream that fails behind its bytes, as a disk does. */
public final class EndingInFailure extends FilterInputStream {
    /** Holds these bytes, one for each character. */
    public EndingInFailure(String bytes) {
        super(new ByteArrayInputStream(Latin1.bytes(bytes)));
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        if (count < 0) {
            throw new IOException("the disk is gone");
        }
        return count;
    }
}
