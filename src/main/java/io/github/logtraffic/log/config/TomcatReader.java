package io.github.logtraffic.log.config;

import io.github.logtraffic.log.config.ServerConfig.Escape;
import io.github.logtraffic.log.config.ServerConfig.Format;
import io.github.logtraffic.log.config.ServerConfig.Log;
import io.github.logtraffic.log.config.ServerConfig.Server;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Finds the {@code AccessLogValve}s in Tomcat's {@code server.xml}. Its extended kin is left out: those logs say themselves
 * what is in them.
 */
final class TomcatReader extends DefaultHandler {
    /** As in {@code AbstractAccessLogValve.java}. */
    private static final List<Format> BUILT_IN = List.of(
            new Format("common", "%h %l %u %t \"%r\" %s %b", Escape.DEFAULT),
            new Format("combined", "%h %l %u %t \"%r\" %s %b \"%{Referer}i\" \"%{User-Agent}i\"", Escape.DEFAULT));

    private final Path file;
    private final Path base;
    private final boolean inMicros;
    private final List<Log> logs = new ArrayList<>();
    private @Nullable Locator locator;
    private @Nullable ServerConfigException failure;

    private TomcatReader(Path file) {
        this.file = file;
        // CATALINA_BASE holds conf/server.xml and logs.
        this.base =
                ConfigFiles.folderOf(ConfigFiles.folderOf(file.toAbsolutePath().normalize()));
        this.inMicros = TomcatVersion.countsInMicros(file.resolveSibling("web.xml"));
    }

    static ServerConfig read(Path file, String text) throws IOException, ServerConfigException {
        TomcatReader reader = new TomcatReader(file);
        try {
            parser().parse(new InputSource(new StringReader(text)), reader);
        } catch (SAXParseException e) {
            throw new ServerConfigException(
                    new Place(file, Math.max(1, e.getLineNumber())), String.valueOf(e.getMessage()));
        } catch (SAXException e) {
            if (reader.failure != null) {
                throw reader.failure;
            }
            throw new IOException(e);
        }
        return new ServerConfig(Server.TOMCAT, BUILT_IN, reader.logs, List.of());
    }

    private static SAXParser parser() throws SAXException {
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            // Without DTDs there are no entities, neither external ones nor such that grow.
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newSAXParser();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's own parser knows these features", e);
        }
    }

    @Override
    public void setDocumentLocator(Locator documentLocator) {
        locator = documentLocator;
    }

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes) throws SAXException {
        String type = attribute(attributes, "className", "");
        if (!name.equals("Valve") || !type.substring(type.lastIndexOf('.') + 1).equals("AccessLogValve")) {
            return;
        }
        String reference = attribute(attributes, "pattern", "common");
        try {
            Place place = new Place(file, locator == null ? 1 : locator.getLineNumber());
            logs.add(new Log(place.resolve(base, path(attributes)), reference, format(reference)));
        } catch (ServerConfigException e) {
            failure = e;
            throw new SAXException(e);
        }
    }

    private Format format(String reference) {
        return BUILT_IN.stream()
                .filter(format -> format.name().equals(reference))
                .findFirst()
                // Tomcat 10 and later know the other notation too; it says the unit whatever the version.
                .orElseGet(
                        () -> new Format("", inMicros ? reference.replace("%D", "%{us}T") : reference, Escape.DEFAULT));
    }

    private String path(Attributes attributes) {
        String date = attribute(attributes, "rotatable", "true").equals("false") ? "" : "*";
        String path = attribute(attributes, "directory", "logs")
                + "/"
                + attribute(attributes, "prefix", "access_log")
                + date
                + attribute(attributes, "suffix", "");
        return path.replace("${catalina.base}", base.toString()).replace("${catalina.home}", base.toString());
    }

    private static String attribute(Attributes attributes, String name, String otherwise) {
        @Nullable String value = attributes.getValue(name);
        return value == null ? otherwise : value;
    }
}
