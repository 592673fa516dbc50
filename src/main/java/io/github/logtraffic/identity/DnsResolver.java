package io.github.logtraffic.identity;

import io.github.logtraffic.log.entry.ClientAddress;
import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.value.ClientField;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import javax.naming.CompositeName;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.Attributes;
import javax.naming.directory.InitialDirContext;

/**
 * Asks name servers. Not by {@code InetAddress}: it cannot tell an address without a name from one whose
 * name server does not answer, and so could not tell a false crawler from a slow network.
 */
@SuppressWarnings("JdkObsolete") // a Hashtable is what JNDI takes
public final class DnsResolver implements NameResolver {
    private static final String MILLIS_OF_FIRST_TRY = "500";
    private static final String TRIES = "2";

    private final Hashtable<String, String> settings = new Hashtable<>();

    /** Asks those of the system; nothing yet. */
    public DnsResolver() {
        settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        settings.put("com.sun.jndi.dns.timeout.initial", MILLIS_OF_FIRST_TRY);
        settings.put("com.sun.jndi.dns.timeout.retries", TRIES);
    }

    /**
     * Asks one's own.
     *
     * @param server such as {@code dns://127.0.0.1:53}; several, separated by blanks, are asked in turn
     */
    public DnsResolver(String server) {
        this();
        settings.put(Context.PROVIDER_URL, server);
    }

    @Override
    public List<String> names(ClientAddress address) throws IOException {
        return ask(reverseName(address), "PTR");
    }

    @Override
    public boolean hasAddress(String name, ClientAddress address) throws IOException {
        for (String text : ask(name, address.isIpv4() ? "A" : "AAAA")) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            ClientKey key = new ClientKey();
            if (ClientField.readAddressAndPort(bytes, 0, bytes.length, key)
                    && ClientAddress.of(key).equals(address)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean knows(String domain) throws IOException {
        return !answers(domain, "NS").isEmpty();
    }

    /** The name under which the names of an address are kept: RFC 1035, 3.5, and RFC 3596, 2.5. */
    static String reverseName(ClientAddress address) {
        StringBuilder name = new StringBuilder();
        if (address.isIpv4()) {
            for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
                name.append((address.low() >>> shift) & 0xFF).append('.');
            }
            return name.append("in-addr.arpa").toString();
        }
        appendNibbles(name, address.low());
        appendNibbles(name, address.high());
        return name.append("ip6.arpa").toString();
    }

    private static void appendNibbles(StringBuilder name, long half) {
        for (int shift = 0; shift < Long.SIZE; shift += 4) {
            name.append(Long.toHexString((half >>> shift) & 0xF)).append('.');
        }
    }

    /**
     * What there is of a name, nothing when there is no such name. Asks for one type only: servers
     * need not answer questions for several (RFC 8482). What makes JNDI dangerous does not
     * come here: a name without a colon cannot name another service, and answers of name servers are texts.
     */
    @SuppressWarnings("BanJNDI")
    private Optional<Attributes> answers(String name, String type) throws IOException {
        try {
            InitialDirContext servers = new InitialDirContext(new Hashtable<>(settings));
            try {
                return Optional.of(servers.getAttributes(new CompositeName(name), new String[] {type}));
            } finally {
                servers.close();
            }
        } catch (NameNotFoundException e) {
            return Optional.empty();
        } catch (NamingException e) {
            throw new IOException(e);
        }
    }

    private List<String> ask(String name, String type) throws IOException {
        Optional<Attributes> answers = answers(name, type);
        try {
            return answers.isPresent() ? values(answers.get().getAll()) : List.of();
        } catch (NamingException e) {
            throw new IOException(e);
        }
    }

    private static List<String> values(NamingEnumeration<? extends Attribute> attributes) throws NamingException {
        List<String> values = new ArrayList<>();
        while (attributes.hasMore()) {
            NamingEnumeration<?> all = attributes.next().getAll();
            while (all.hasMore()) {
                values.add(String.valueOf(all.next()));
            }
        }
        return values;
    }
}
