package io.github.logtraffic.cli;

import io.github.logtraffic.identity.DataFileException;
import io.github.logtraffic.identity.Geography;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Where clients are. */
final class PlaceOptions {
    private final List<Path> databases = new ArrayList<>();

    PlaceOptions(OptionList options) {
        options.section("Who it is:")
                .value(
                        "--geoip",
                        "FILE",
                        typed -> databases.add(Path.of(typed)),
                        "A database of countries, cities or autonomous systems (.mmdb), for the keys country, city and asn. "
                                + "Repeatable.");
    }

    /**
     * Opens the databases of places, null when none are named.
     *
     * @throws ParameterException when one cannot be used
     */
    @Nullable
    Geography openGeography(CommandLine command) {
        if (databases.isEmpty()) {
            return null;
        }
        try {
            return Geography.open(databases);
        } catch (NoSuchFileException e) {
            throw new ParameterException(command, "--geoip '" + e.getFile() + "': there is no such file");
        } catch (IOException | DataFileException e) {
            throw new ParameterException(command, "--geoip: " + DataFiles.reason(e));
        }
    }

    /**
     * Refuses keys about places without a database, and of clients that are not to be known.
     *
     * @throws ParameterException naming the option that is missing or too much
     */
    void check(CommandLine command, GroupOptions groups, PrivacyOptions privacy) {
        if (privacy.isAsked() && !databases.isEmpty()) {
            throw new ParameterException(command, "--geoip cannot place clients that " + privacy.option() + " hides");
        }
        if (databases.isEmpty()) {
            groups.first(key -> key.needsPlaces()).ifPresent(key -> {
                throw new ParameterException(
                        command, "the key " + key.keyName() + " needs a database of places: --geoip FILE");
            });
        }
    }
}
