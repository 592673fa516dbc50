package io.github.logtraffic.log.filter;

import io.github.logtraffic.log.entry.ClientKey;
import io.github.logtraffic.log.value.Network;
import io.github.logtraffic.log.value.Networks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The clients that a filter keeps. */
public final class ClientSet {
    private static final String PRIVATE = "private";
    private static final String EXPECTED =
            "expected an address, a network such as 192.0.2.0/24, 'private', or a host name, each maybe behind '!'";

    private final boolean hasPositive;
    private final Networks networks;
    private final Networks negatedNetworks;
    private final TextTest[] names;
    private final TextTest[] negatedNames;

    private ClientSet(Values positive, Values negated) {
        hasPositive = !positive.isEmpty;
        networks = positive.networks;
        negatedNetworks = negated.networks;
        names = positive.names.toArray(new TextTest[0]);
        negatedNames = negated.names.toArray(new TextTest[0]);
    }

    /** What was typed, with or without {@code !}. */
    private static final class Values {
        private final List<TextTest> names = new ArrayList<>();
        private Networks networks = Networks.NONE;
        private boolean isEmpty = true;

        void add(ValueList.Part part) throws FilterSyntaxException {
            String text = part.text();
            isEmpty = false;
            if (text.equals(PRIVATE)) {
                networks = networks.and(Networks.PRIVATE);
            } else if (mayBeName(text)) {
                names.add(TextTest.whole(text.toLowerCase(Locale.ROOT), false));
            } else {
                networks = networks.and(network(part));
            }
        }

        private static Networks network(ValueList.Part part) throws FilterSyntaxException {
            try {
                return Networks.of(List.of(Network.parse(part.text())));
            } catch (IllegalArgumentException e) {
                throw new FilterSyntaxException(EXPECTED, part.text(), part.at());
            }
        }

        /**
         * Whether it is neither meant as an address nor as a network; a name may hold {@code *} and {@code ?}. {@code 192.0.2.*} is
         * meant as a network.
         */
        private static boolean mayBeName(String text) {
            boolean hasDigit = false;
            boolean isNumber = true;
            boolean isName = !text.isEmpty();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                isName &= c > 127 || Character.isLetterOrDigit(c) || "._-*?".indexOf(c) >= 0;
                boolean isDigit = c >= '0' && c <= '9';
                hasDigit |= isDigit;
                isNumber &= isDigit || ".-*?".indexOf(c) >= 0;
            }
            return isName && !(isNumber && hasDigit);
        }
    }

    /**
     * The clients that any of the values without {@code !} names, or all when there is none, but for those that one with
     * {@code !} names.
     *
     * @param values each a list such as {@code 10.0.0.0/8,!10.0.0.1,private,crawler.example,*.example.com,-}
     * @throws FilterSyntaxException when one is anything else
     */
    public static ClientSet parse(Iterable<String> values) throws FilterSyntaxException {
        Values positive = new Values();
        Values negated = new Values();
        for (String value : values) {
            for (ValueList.Part part : ValueList.parts(value)) {
                (part.isNegated() ? negated : positive).add(part);
            }
        }
        return new ClientSet(positive, negated);
    }

    /** Whether a client is one of them. */
    boolean contains(ClientKey client) {
        return client.isName()
                ? (!hasPositive || isAny(names, client)) && !isAny(negatedNames, client)
                : (!hasPositive || networks.contains(client)) && !negatedNetworks.contains(client);
    }

    private static boolean isAny(TextTest[] tests, ClientKey client) {
        for (TextTest test : tests) {
            if (test.matches(client.nameBytes(), client.nameFrom(), client.nameTo())) {
                return true;
            }
        }
        return false;
    }
}
