package io.github.logtraffic.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * By what parts of a user agent programs are told, in order: where a user agent holds several, the line that stands first
 * in the list counts. So {@code Googlebot} stands before {@code Chrome}, as which it introduces itself too.
 *
 * <p>A list is text in UTF-8: a line for each part, of columns that are separated by tabs. They are the {@linkplain
 * AgentKind kind}, the name, the {@linkplain AgentPattern part} and, for crawlers, the domains of their reverse names,
 * separated by commas. Empty lines, and those that begin with {@code #}, mean nothing.
 */
public final class AgentList {
    private static final String BUILT_IN = "agents.tsv";
    private static final int MOST_LINE_CHARS = 10_000;

    /** How long the parts of all lists but the built-in one may be together. */
    private static final int MOST_OWN_BYTES = PatternAutomaton.MOST_PATTERN_BYTES / 2;

    private final List<AgentLine> lines;

    private AgentList(List<AgentLine> lines) {
        this.lines = List.copyOf(lines);
    }

    /** The list that the program brings along. */
    public static AgentList builtIn() {
        try (InputStream in = AgentList.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException(BUILT_IN + " is missing");
            }
            return read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), BUILT_IN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (DataFileException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads a list.
     *
     * @throws DataFileException naming line and column, when the file is not such a list
     */
    public static AgentList read(Path file) throws IOException, DataFileException {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            return read(in, file.toString());
        } catch (CharacterCodingException e) {
            throw new DataFileException(file.toString(), "expected text in UTF-8");
        }
    }

    /**
     * Reads a list.
     *
     * @param source what messages call it
     * @throws DataFileException naming line and column, when the text is not such a list
     */
    static AgentList read(BufferedReader in, String source) throws IOException, DataFileException {
        List<AgentLine> lines = new ArrayList<>();
        int bytes = 0;
        int number = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            if (line.length() > MOST_LINE_CHARS) {
                throw new DataFileException(source, number, 1, "line of more than " + MOST_LINE_CHARS + " characters");
            }
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            AgentLine read = AgentLine.parse(line, source, number);
            bytes += read.pattern().length();
            if (bytes > MOST_OWN_BYTES) {
                throw new DataFileException(source, number, 1, "too many parts of user agents up to this line");
            }
            lines.add(read);
        }
        return new AgentList(lines);
    }

    /** The list whose lines come before those of another. */
    public AgentList before(AgentList other) {
        List<AgentLine> all = new ArrayList<>(lines);
        all.addAll(other.lines);
        return new AgentList(all);
    }

    /**
     * The same of another list that users made.
     *
     * @param source what messages call this one
     * @throws DataFileException when both together are too long
     */
    public AgentList beforeOwn(AgentList other, String source) throws DataFileException {
        AgentList both = before(other);
        if (both.lines.stream().mapToInt(line -> line.pattern().length()).sum() > MOST_OWN_BYTES) {
            throw new DataFileException(source, "too many parts of user agents together with the other lists");
        }
        return both;
    }

    List<AgentLine> lines() {
        return lines;
    }
}
