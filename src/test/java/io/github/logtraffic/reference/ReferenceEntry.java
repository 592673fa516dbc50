package io.github.logtraffic.reference;

/**
 * One line as the reference reads it.
 *
 * @param client the canonical name
 * @param second seconds since the epoch
 * @param status the three digits
 * @param bytes the bytes of the body, 0 when the line names none
 */
public record ReferenceEntry(String client, long second, int status, long bytes) {}
