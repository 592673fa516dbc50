package io.github.logtraffic.identity;

/** What is known of a client whose user agent claims to be a crawler. */
public enum Verification {
    /** It asks from an address of the crawler's operator. */
    VERIFIED,

    /** It asks from an address that is not of the crawler's operator. */
    SPOOFED,

    /** The operator could be asked for, and was not, or did not answer in time. */
    UNCHECKED,

    /** There is only the claim: it is not known from where the operator's crawlers come. */
    CLAIMED
}
