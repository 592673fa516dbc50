package io.github.logtraffic.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Sends what is logged to standard error. Found by logback as a service, when something is logged for the first time:
 * without {@code -v} that is never, and costs nothing.
 */
public final class LogbackConfigurator extends ContextAwareBase implements Configurator {
    private static final String LEVEL = "logtraffic.log.level";

    /** Throws what it logs as well, and that is said in one line: only who wants to see everything wants to see it twice. */
    private static final String CLIENT_OF_STORES = "redis.clients";

    /** Made by logback. */
    public LogbackConfigurator() {}

    /**
     * Chooses what is logged; must come before anything is.
     *
     * @param verbosity 1 for what is done, more for stack traces
     */
    static void setLevel(int verbosity) {
        System.setProperty(LEVEL, verbosity > 1 ? "DEBUG" : "INFO");
    }

    @Override
    public ExecutionStatus configure(LoggerContext loggers) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(loggers);
        encoder.setPattern("%d{HH:mm:ss.SSS} %-5level %msg%n");
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(loggers);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        Logger root = loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        Level level = Level.toLevel(System.getProperty(LEVEL), Level.WARN);
        root.setLevel(level);
        if (level.isGreaterOrEqual(Level.INFO)) {
            loggers.getLogger(CLIENT_OF_STORES).setLevel(Level.OFF);
        }
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
