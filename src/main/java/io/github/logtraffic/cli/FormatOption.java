package io.github.logtraffic.cli;

import io.github.logtraffic.engine.FormatChoice;
import io.github.logtraffic.log.format.FormatSyntaxException;
import io.github.logtraffic.log.format.KnownFormat;
import io.github.logtraffic.log.format.KnownFormats;
import io.github.logtraffic.log.format.LogFormat;
import io.github.logtraffic.log.format.LogFormats;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/** {@code --log-format}: the name of a format, a format string, or a server's configuration that holds it. */
final class FormatOption {
    static final String NAME = "--log-format";

    private static final String IS_NAME = "[A-Za-z0-9_-]+";

    private String given = "";
    private @Nullable LogFormat format;
    private @Nullable ConfigFormats config;
    private String ofConfig = "";

    /** Takes what was typed. */
    void take(String typed) {
        given = typed;
        format = null;
        config = null;
        ofConfig = "";
        if (typed.startsWith("@")) {
            takeConfig(typed.substring(1));
        } else {
            format = parse(typed);
        }
    }

    private static LogFormat parse(String typed) {
        LogFormat known = KnownFormats.named(typed.toLowerCase(Locale.ROOT));
        if (known != null) {
            return known;
        }
        boolean isName = typed.matches(IS_NAME);
        try {
            if (!isName) {
                return LogFormats.parse(typed);
            }
        } catch (FormatSyntaxException e) {
            refuseFile(typed);
            throw new TypeConversionException(e.getMessage() + didYouMean(typed));
        }
        refuseFile(typed);
        throw new TypeConversionException("no known format; 'logtraffic formats' lists them" + didYouMean(typed));
    }

    private static String didYouMean(String typed) {
        List<String> names = new ArrayList<>();
        for (KnownFormat described : KnownFormats.all()) {
            names.add(described.formatName());
            names.addAll(described.aliases());
        }
        return Values.didYouMean(typed.toLowerCase(Locale.ROOT), names);
    }

    /** Says so when a file was typed, either without the sign in front or in the place of a forgotten value. */
    private static void refuseFile(String typed) {
        Path file;
        try {
            file = Path.of(typed);
        } catch (InvalidPathException e) {
            return;
        }
        if (typed.isEmpty() || !Files.exists(file)) {
            return;
        }
        String kind = Files.isDirectory(file) ? "is a directory" : "is a file";
        throw new TypeConversionException(
                isConfig(file)
                        ? kind + "; did you mean '@" + typed + "'?"
                        : kind + "; expected NAME, STRING or @CONFIG: a format's name, a format string, or @ and a"
                                + " server's configuration");
    }

    private static boolean isConfig(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try {
            ConfigFormats.read(file);
            return true;
        } catch (TypeConversionException e) {
            return file.toString().endsWith(".conf"); // one with a mistake
        }
    }

    /** {@code FILE} or {@code FILE:NAME}; a colon may also be part of the file's name. */
    private void takeConfig(String typed) {
        try {
            int colon = typed.lastIndexOf(':');
            if (colon > 0 && !Files.exists(Path.of(typed))) {
                ConfigFormats named = ConfigFormats.read(Path.of(typed.substring(0, colon)));
                format = named.named(typed.substring(colon + 1));
                ofConfig = named.text();
            } else if (typed.isEmpty()) {
                throw new TypeConversionException("expected a file behind the @: a server's configuration");
            } else {
                config = ConfigFormats.read(Path.of(typed));
                ofConfig = config.text();
            }
        } catch (InvalidPathException e) {
            throw new TypeConversionException("no file's name: " + e.getReason());
        }
    }

    /** What was said, with all that a configuration says of formats; other formats are another text. */
    String text() {
        return given + ofConfig;
    }

    /**
     * The formats of these logs.
     *
     * @param files none when standard input is read
     * @throws TypeConversionException when the configuration has none that can be used; the message names the option
     */
    FormatChoice choice(List<Path> files) {
        if (format != null) {
            return FormatChoice.of(format);
        }
        if (config == null) {
            return FormatChoice.DETECTED;
        }
        try {
            return config.choice(files);
        } catch (TypeConversionException e) {
            throw new TypeConversionException(NAME + " '" + given + "': " + e.getMessage());
        }
    }

    /** The configuration in which the formats of logs are looked up, null when none is. */
    @Nullable
    ConfigFormats config() {
        return config;
    }
}
