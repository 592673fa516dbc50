package io.github.logtraffic.cli;

import io.github.logtraffic.identity.AddressMask;
import io.github.logtraffic.identity.Anonymizer;
import io.github.logtraffic.identity.DataFileException;
import io.github.logtraffic.identity.NetworkPrefix;
import io.github.logtraffic.identity.PseudonymKey;
import io.github.logtraffic.identity.Pseudonymizer;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.format.FieldNames;
import io.github.logtraffic.log.value.Network;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** What is not to be known about clients. */
final class PrivacyOptions {
    private static final String EXPECTED =
            "expected how many bits to clear of IPv4 and of IPv6 addresses, such as 16,80";

    private static final AddressMask USUAL = new AddressMask(AddressMask.IPV4_BITS, AddressMask.IPV6_BITS);

    /** What stands for clients without saying who they are. */
    private static final Set<String> NOBODY = Set.of("", "-", "private");

    /** The bits in front of those of an IPv4 address. */
    private static final int IPV4_OFFSET = 128 - NetworkPrefix.IPV4_BITS;

    private @Nullable AddressMask mask;
    private @Nullable PseudonymKey key;

    PrivacyOptions(OptionList options) {
        options.section("Privacy:")
                .flag(
                        "--anonymize",
                        () -> mask = mask == null ? USUAL : mask,
                        "Clear the last 16 bits of IPv4 addresses and the last 80 of IPv6 addresses before anything is "
                                + "counted or printed.")
                .value(
                        "--anonymize-bits",
                        "BITS,BITS",
                        typed -> mask = mask(typed),
                        "As --anonymize, but so many bits, e.g. 8,64.")
                .value(
                        "--pseudonymize-key",
                        "FILE",
                        typed -> key = key(typed),
                        "Replace clients by names that are the same with the same key: the content of this file, of 16 "
                                + "bytes or more.");
    }

    private static AddressMask mask(String typed) {
        String[] bits = typed.split(",", -1);
        if (bits.length != 2) {
            throw new TypeConversionException(EXPECTED);
        }
        try {
            return new AddressMask(
                    Values.number(bits[0].strip(), 1, NetworkPrefix.IPV4_BITS),
                    Values.number(bits[1].strip(), 1, NetworkPrefix.IPV6_BITS));
        } catch (TypeConversionException e) {
            throw new TypeConversionException(EXPECTED + "; at least 1, at most 32 and 128");
        }
    }

    private static PseudonymKey key(String typed) {
        try {
            return PseudonymKey.read(Path.of(typed));
        } catch (NoSuchFileException e) {
            throw new TypeConversionException("there is no such file");
        } catch (IOException e) {
            throw new TypeConversionException("cannot be read: " + e.getMessage());
        } catch (DataFileException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    /** Whether clients are not to be known. */
    boolean isAsked() {
        return mask != null || key != null;
    }

    /** How many bits of addresses are cleared, as it would be typed; empty when none are. */
    String typedBits() {
        NetworkPrefix kept = mask == null ? NetworkPrefix.WHOLE_ADDRESS : mask.kept();
        int ipv4Bits = NetworkPrefix.IPV4_BITS - kept.ipv4Bits();
        int ipv6Bits = NetworkPrefix.IPV6_BITS - kept.ipv6Bits();
        return mask == null ? "" : ipv4Bits + "," + ipv6Bits;
    }

    /** What hides clients, in a few words that tell keys apart; empty for nothing. */
    String hiddenText() {
        return key == null ? (mask == null ? "" : option() + " " + typedBits()) : "--pseudonymize-key " + nameOf(key);
    }

    /** A key is told by the pseudonym that it makes of a name which no client has. */
    private static String nameOf(PseudonymKey key) {
        byte[] nobody = "which key?".getBytes(StandardCharsets.US_ASCII);
        ClientKey client = new ClientKey();
        client.setName(nobody, 0, nobody.length);
        new Pseudonymizer(key).apply(client);
        return new String(
                client.nameBytes(), client.nameFrom(), client.nameTo() - client.nameFrom(), StandardCharsets.US_ASCII);
    }

    /** The option that hides clients, when that is asked. */
    String option() {
        return mask != null ? "--anonymize" : "--pseudonymize-key";
    }

    /**
     * Refuses to show addresses that are to be hidden.
     *
     * @param keys the fields that entries are grouped by
     * @param rejects where malformed lines are to be kept, null for nowhere
     * @param asksNetworks whether networks are to be shown instead of addresses
     * @throws ParameterException naming the options or the field
     */
    void checkShown(CommandLine command, Collection<String> keys, @Nullable Path rejects, boolean asksNetworks) {
        if (mask != null && key != null) {
            throw new ParameterException(command, "--anonymize and --pseudonymize-key exclude each other");
        }
        if (isAsked() && rejects != null) {
            throw new ParameterException(command, "--rejects keeps lines with the clients that " + option() + " hides");
        }
        if (key != null && asksNetworks) {
            throw new ParameterException(
                    command,
                    "--pseudonymize-key: pseudonyms are in no networks, so it excludes --prefix4, --prefix6 and "
                            + "keys such as client/24");
        }
        for (String field : FieldNames.ADDRESSES) {
            if (isAsked() && keys.contains(field)) {
                throw new ParameterException(
                        command, "the field " + field + " holds addresses as they are, which " + option() + " hides");
            }
        }
    }

    /**
     * Refuses clients that are not to be known among those which are filtered by, as these are kept with what is counted.
     *
     * @param clients what was typed of them
     * @throws ParameterException naming the first
     */
    void checkKept(CommandLine command, List<String> clients) {
        for (String client : String.join(",", isAsked() ? clients : List.of()).split(",", -1)) {
            String named = client.replaceFirst("^[\\s!]*", "").strip();
            if (!namesMany(named)) {
                throw new ParameterException(
                        command,
                        "--client " + named + " would be kept, which " + option()
                                + " hides; name a network of no more than "
                                + shown().ipv4Bits() + " bits (IPv6: " + shown().ipv6Bits()
                                + "), or pipe lines in: logtraffic lines --client … | logtraffic snapshot …");
            }
        }
    }

    /** Whether it is as wide a network as anonymized addresses are, or none in particular. */
    private boolean namesMany(String client) {
        int slash = client.indexOf('/');
        if (slash < 0) {
            return NOBODY.contains(client);
        }
        Network network = Network.parse(client);
        Network typed = Network.parse(client.substring(0, slash)); // may have more bits than its length says
        int most = network.isIpv4() ? IPV4_OFFSET + shown().ipv4Bits() : shown().ipv6Bits();
        return network.bits() <= most && network.high() == typed.high() && network.low() == typed.low();
    }

    private NetworkPrefix shown() {
        return (mask == null ? USUAL : mask).kept();
    }

    /** The network that a client is counted by, and written as: the shorter of what was asked for and what is left of it. */
    NetworkPrefix narrowed(NetworkPrefix prefix) {
        return mask == null ? prefix : prefix.and(mask.kept());
    }

    /** Makes an anonymizer for each thread; null when clients stay as they are. */
    @Nullable
    Supplier<Anonymizer> anonymizers() {
        AddressMask shared = mask;
        PseudonymKey secret = key;
        if (secret != null) {
            return () -> new Pseudonymizer(secret);
        }
        return shared == null ? null : () -> shared;
    }
}
