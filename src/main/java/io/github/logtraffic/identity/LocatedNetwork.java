package io.github.logtraffic.identity;

/**
 * A place and how large the network around an address is of which all are there.
 *
 * @param prefixLength in bits of the address, of 32 for IPv4, of 128 for IPv6
 */
record LocatedNetwork(Place place, int prefixLength) {}
