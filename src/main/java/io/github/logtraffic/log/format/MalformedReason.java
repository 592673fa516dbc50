package io.github.logtraffic.log.format;

/** What could not be read in a line that is no entry. */
public enum MalformedReason {
    /** There is no client, or a control byte follows it where a blank belongs. */
    CLIENT("client", "no client"),
    /** No timestamp, or an impossible one. */
    TIMESTAMP("timestamp", "no valid timestamp"),
    /** No quoted request. */
    REQUEST("request", "no request in quotes"),
    /** No status of three digits. */
    STATUS("status", "no status of three digits"),
    /** The line is longer than the limit. */
    TOO_LONG("tooLong", "too long"),
    /** The line has not the fields of its format, or no known format fits the log. */
    SHAPE("shape", "not in the log's format");

    private final String key;
    private final String description;

    MalformedReason(String key, String description) {
        this.key = key;
        this.description = description;
    }

    /** The reason's key in JSON. */
    public String key() {
        return key;
    }

    /** The reason in a few words, for messages. */
    public String description() {
        return description;
    }

    /** What a line lacks in which the value of this field cannot be read. */
    static MalformedReason of(FormatElement.Field field) {
        if (!FieldNames.isMain(field.name(), field.kind())) {
            return SHAPE;
        }
        return switch (field.kind()) {
            case CLIENT, CLIENT_AND_PORT, LAST_CLIENT -> CLIENT;
            case REQUEST, ABSOLUTE_REQUEST, METHOD, TARGET, PATH -> REQUEST;
            case STATUS -> STATUS;
            case CLF_TIME, ISO_TIME, EPOCH_TIME, ANY_TIME, PATTERN_TIME -> TIMESTAMP;
            default -> SHAPE;
        };
    }
}
