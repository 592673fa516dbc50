package io.github.logtraffic.engine;

/** A pass over logs that other threads may watch and end while it runs. */
public interface Pass {
    /** Ends the pass early: what was read so far is the result. */
    void stop();

    /** How many bytes have been read so far, as they are stored. */
    long bytesRead();

    /** How many bytes there are to read, 0 when that cannot be known. */
    long bytesInAll();
}
