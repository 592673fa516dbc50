package io.github.logtraffic.identity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import io.github.logtraffic.log.value.Network;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Networks from a file: JSON as operators of crawlers publish it, {@code {"prefixes": [{"ipv4Prefix": "192.0.2.0/24"}]}}
 * with any other members, or plain text with a network a line, of which what follows {@code #} is ignored.
 */
final class NetworkFile {
    /** The members of JSON whose values are networks. */
    private static final Set<String> MEMBERS =
            Set.of("ipv4Prefix", "ipv6Prefix", "ip_prefix", "ipv6_prefix", "ip", "cidr");

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final long MOST_BYTES = 64L << 20;
    private static final int MOST_NETWORKS = 1_000_000;

    private NetworkFile() {}

    static List<Network> read(Path file) throws IOException, DataFileException {
        if (Files.size(file) > MOST_BYTES) {
            throw new DataFileException(file.toString(), "larger than " + MOST_BYTES + " bytes");
        }
        List<Network> networks;
        try {
            String text = Files.readString(file);
            text = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
            String begin = text.stripLeading();
            networks = begin.startsWith("{") || begin.startsWith("[") ? json(text, file) : lines(text, file);
        } catch (CharacterCodingException e) {
            throw new DataFileException(file.toString(), "expected text in UTF-8");
        }
        if (networks.isEmpty()) {
            throw new DataFileException(file.toString(), "holds no networks");
        }
        return networks;
    }

    private static List<Network> lines(String all, Path file) throws DataFileException {
        List<Network> networks = new ArrayList<>();
        int number = 0;
        for (String line : all.lines().toList()) {
            number++;
            int comment = line.indexOf('#');
            String text = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (!text.isEmpty()) {
                add(networks, text, file, number, line.indexOf(text) + 1);
            }
        }
        return networks;
    }

    private static List<Network> json(String text, Path file) throws IOException, DataFileException {
        List<Network> networks = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && isNetwork(parser.getParsingContext())) {
                    JsonLocation place = parser.currentTokenLocation();
                    add(networks, parser.getText(), file, place.getLineNr(), place.getColumnNr());
                }
            }
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            String problem = "expected JSON: " + e.getOriginalMessage();
            throw place == null
                    ? new DataFileException(file.toString(), problem)
                    : new DataFileException(file.toString(), place.getLineNr(), place.getColumnNr(), problem);
        }
        return networks;
    }

    /** Whether a text is the value of such a member, or in a list of them; or in a list that is all there is. */
    private static boolean isNetwork(JsonStreamContext place) {
        JsonStreamContext member = place.inArray() ? place.getParent() : place;
        return member.inRoot() || MEMBERS.contains(String.valueOf(member.getCurrentName()));
    }

    private static void add(List<Network> networks, String text, Path file, int line, int column)
            throws DataFileException {
        if (networks.size() == MOST_NETWORKS) {
            throw new DataFileException(file.toString(), line, column, "more than " + MOST_NETWORKS + " networks");
        }
        try {
            networks.add(Network.parse(text));
        } catch (IllegalArgumentException e) {
            throw new DataFileException(file.toString(), line, column, String.valueOf(e.getMessage()));
        }
    }
}
