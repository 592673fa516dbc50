package io.github.logtraffic.log.entry;

/**
 * Who sent a request, as numbers to count by: an address of 128 bits, or the bytes of a name. Mutable: the view of one
 * entry's client.
 */
public final class ClientKey {
    private static final byte[] NO_NAME = {};

    private boolean isName;
    private long high;
    private long low;
    private byte[] nameBytes = NO_NAME;
    private int nameFrom;
    private int nameTo;

    /** Makes the key of {@code ::}. */
    public ClientKey() {}

    /** Whether the client is a host name (or {@code -}); otherwise it is an address. */
    public boolean isName() {
        return isName;
    }

    /** The upper 64 bits of the address, 0 for an IPv4 address. Undefined for a name. */
    public long high() {
        return high;
    }

    /** The lower 64 bits of the address, with {@code 0000FFFF} above an IPv4 address. Undefined for a name. */
    public long low() {
        return low;
    }

    /** The array that holds the canonical name, from {@link #nameFrom} to {@link #nameTo}. */
    public byte[] nameBytes() {
        return nameBytes;
    }

    /** Where the name begins. */
    public int nameFrom() {
        return nameFrom;
    }

    /** Where the name ends. */
    public int nameTo() {
        return nameTo;
    }

    /** Makes this the key of an IPv4 address, its first octet in the highest bits. */
    public void setIpv4(int address) {
        setAddress(0, ClientAddress.IPV4_MAPPED | (address & 0xFFFF_FFFFL));
    }

    /** Makes this the key of an address of 128 bits. */
    public void setAddress(long high, long low) {
        this.isName = false;
        this.high = high;
        this.low = low;
    }

    /** Makes this the key of a name, which must be canonical and stay unchanged while the key is used. */
    public void setName(byte[] bytes, int from, int to) {
        this.isName = true;
        this.nameBytes = bytes;
        this.nameFrom = from;
        this.nameTo = to;
    }

    /** Makes this the same key as the other one; the bytes of a name are shared. */
    public void set(ClientKey other) {
        isName = other.isName;
        high = other.high;
        low = other.low;
        nameBytes = other.nameBytes;
        nameFrom = other.nameFrom;
        nameTo = other.nameTo;
    }
}
