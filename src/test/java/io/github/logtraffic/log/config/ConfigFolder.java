package io.github.logtraffic.log.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;

/** Configurations on disk, made by tests. */
record ConfigFolder(Path path) {
    /** Writes a file; {@code @ROOT@} in it is this folder. */
    Path write(String name, String text) {
        try {
            Path file = path.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text.replace("@ROOT@", path.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a file of that text as a configuration. */
    ServerConfig read(String name, String text) throws IOException, ServerConfigException {
        return ServerConfig.read(write(name, text));
    }

    /** What is said of a file of that text, which cannot be read. */
    AbstractThrowableAssert<?, ? extends Throwable> problemOf(String name, String text) {
        Path file = write(name, text);
        return assertThatThrownBy(() -> ServerConfig.read(file)).isInstanceOf(ServerConfigException.class);
    }
}
