package io.github.logtraffic.log.config;

/** Why a configuration cannot be read; its message begins with file and line. */
public final class ServerConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    ServerConfigException(Place place, String problem) {
        super(place + ": " + problem);
    }
}
