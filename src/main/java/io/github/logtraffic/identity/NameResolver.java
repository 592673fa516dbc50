package io.github.logtraffic.identity;

import io.github.logtraffic.log.entry.ClientAddress;
import java.io.IOException;
import java.util.List;

/** Asks for names of addresses and addresses of names. May be asked by several threads at once. */
public interface NameResolver {
    /**
     * The names that whoever owns an address gave to it.
     *
     * @return as they came: anything may be in them; none when it is known that there are none
     * @throws IOException when there was no answer
     */
    List<String> names(ClientAddress address) throws IOException;

    /**
     * Whether a name has an address.
     *
     * @param name {@linkplain HostNames#isName of a host}
     * @throws IOException when there was no answer
     */
    boolean hasAddress(String name, ClientAddress address) throws IOException;

    /**
     * Whether there is a domain, with whatever in it. A network whose name server knows only its own names says of every
     * other that there is none; whether it knows a domain tells it from one that is to be believed.
     *
     * @param domain {@linkplain HostNames#isName as the name of a host}
     * @throws IOException when there was no answer
     */
    boolean knows(String domain) throws IOException;
}
