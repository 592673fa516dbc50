package io.github.logtraffic.log.format;

/** The known log formats. Where two fit a log equally well, the one that stands first is taken. */
public enum LogFormat {
    /** The combined log format of Apache and nginx. */
    COMBINED("combined") {
        @Override
        public LineParser newParser() {
            return new CommonLogParser(false, true);
        }
    },
    /** The common log format (CLF). */
    COMMON("common") {
        @Override
        public LineParser newParser() {
            return new CommonLogParser(false, false);
        }
    },
    /** Combined with the virtual host in front. */
    VHOST_COMBINED("vhost_combined") {
        @Override
        public LineParser newParser() {
            return new CommonLogParser(true, true);
        }
    },
    /** Common with the virtual host in front. */
    VHOST_COMMON("vhost_common") {
        @Override
        public LineParser newParser() {
            return new CommonLogParser(true, false);
        }
    };

    private final String formatName;

    LogFormat(String formatName) {
        this.formatName = formatName;
    }

    /** The name that users type and reports show. */
    public String formatName() {
        return formatName;
    }

    /** A new parser of this format, for one thread. */
    public abstract LineParser newParser();
}
