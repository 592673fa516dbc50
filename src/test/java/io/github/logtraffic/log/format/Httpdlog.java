package io.github.logtraffic.log.format;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import nl.basjes.parse.core.exceptions.DissectionFailure;
import nl.basjes.parse.core.exceptions.InvalidDissectorException;
import nl.basjes.parse.core.exceptions.MissingDissectorsException;
import nl.basjes.parse.httpdlog.HttpdLoglineParser;
import org.jspecify.annotations.Nullable;

/** The other parser of Apache's and nginx's format strings: Niels Basjes' logparser. */
final class Httpdlog {
    private final HttpdLoglineParser<Values> parser;

    /** What it reads of one line, by path; public because it is filled by reflection. */
    public static final class Values {
        private final Map<String, @Nullable String> byPath = new HashMap<>();

        /** Takes a value. */
        public void set(String path, @Nullable String value) {
            byPath.put(path, value);
        }
    }

    /**
     * @param format the format string
     * @param paths the values that are wanted, each as {@code TYPE:path}
     */
    Httpdlog(String format, Collection<String> paths) {
        parser = new HttpdLoglineParser<>(Values.class, format);
        try {
            for (String path : paths) {
                parser.addParseTarget("set", path);
            }
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The values by path, null when the line does not match. */
    @Nullable
    Map<String, @Nullable String> read(String line) throws InvalidDissectorException, MissingDissectorsException {
        try {
            return parser.parse(new Values(), line).byPath;
        } catch (DissectionFailure e) {
            return null;
        }
    }
}
