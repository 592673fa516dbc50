package io.github.logtraffic.log.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.config.ServerConfig.Format;
import io.github.logtraffic.log.config.ServerConfig.Log;
import io.github.logtraffic.log.config.ServerConfig.Server;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tomcat's server.xml says what its valves write. */
class TomcatReaderTest {
    private static final String STOCK = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- Licensed to the Apache Software Foundation -->
            <Server port="8005" shutdown="SHUTDOWN">
              <Listener className="org.apache.catalina.startup.VersionLoggerListener" />
              <Service name="Catalina">
                <Connector port="8080" protocol="HTTP/1.1" connectionTimeout="20000" />
                <Engine name="Catalina" defaultHost="localhost">
                  <Host name="localhost" appBase="webapps" unpackWARs="true" autoDeploy="true">
                    <Valve className="org.apache.catalina.valves.RemoteIpValve" />
                    <Valve className="org.apache.catalina.valves.AccessLogValve" directory="logs"
                           prefix="localhost_access_log" suffix=".txt"
                           pattern="%h %l %u %t &quot;%r&quot; %s %b" />
                  </Host>
                </Engine>
              </Service>
            </Server>
            """;

    @TempDir
    Path temporary;

    private ConfigFolder folder;

    @BeforeEach
    void makeFolder() {
        folder = new ConfigFolder(temporary);
    }

    @Test
    void theStockConfigurationWritesCommon() throws Exception {
        ServerConfig config = folder.read("conf/server.xml", STOCK);
        assertThat(config.server()).isEqualTo(Server.TOMCAT);
        assertThat(config.formats()).extracting(Format::name).containsExactly("common", "combined");
        assertThat(config.logs())
                .extracting(Log::path)
                .containsExactly(temporary.resolve("logs/localhost_access_log*.txt"));
        assertThat(config.formatOf(Path.of("/copied/localhost_access_log.2026-01-31.txt.gz")))
                .map(Format::text)
                .contains("%h %l %u %t \"%r\" %s %b");
    }

    @Test
    void patternsMayBeNames() throws Exception {
        ServerConfig config = folder.read(
                "conf/server.xml",
                "<Server><Valve className='AccessLogValve' pattern='combined' rotatable='false'"
                        + " directory='${catalina.base}/l'/><Valve className='x.ExtendedAccessLogValve'/></Server>");
        assertThat(config.logs())
                .containsExactly(new Log(
                        temporary.resolve("l/access_log"),
                        "combined",
                        config.formats().get(1)));
    }

    @ParameterizedTest
    @CsvSource({"4.0, %D", "5.0, %{us}T", "6.0, %{us}T", "10.1, %{us}T", "'', %D"})
    void webXmlBesideItTellsTheUnitOfDurations(String servlets, String expected) throws Exception {
        folder.write(
                "conf/web.xml",
                "<?xml version=\"1.0\"?>\n<!-- 6.0 -->\n<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\"\n  version=\""
                        + servlets + "\">\n</web-app>");
        assertThat(durations()).isEqualTo("%h %s " + expected);
    }

    @Test
    void withoutWebXmlDurationsStayAsTheyAreWritten() throws Exception {
        assertThat(durations()).isEqualTo("%h %s %D");
        folder.write("conf/web.xml", "<web-app");
        assertThat(durations()).isEqualTo("%h %s %D");
    }

    private String durations() throws Exception {
        return folder.read("conf/server.xml", "<Server><Valve className='AccessLogValve' pattern='%h %s %D'/></Server>")
                .allFormats()
                .get(0)
                .text();
    }

    @Test
    void mistakesAndDoctypesAreNamedWithFileAndLine() {
        folder.problemOf("server.xml", "<Server>\n<Valve></Server>")
                .hasMessageStartingWith(temporary.resolve("server.xml") + ":2: ");
        folder.write("secret", "<Valve/>");
        folder.problemOf(
                        "server.xml",
                        "<?xml version='1.0'?>\n<!DOCTYPE x [<!ENTITY e SYSTEM 'file://@ROOT@/secret'>]>\n"
                                + "<Server>&e;<Valve/></Server>")
                .hasMessageStartingWith(temporary.resolve("server.xml") + ":2: DOCTYPE is disallowed");
        folder.problemOf(
                        "server.xml",
                        "<Server>\n<Valve className='AccessLogValve' prefix='" + "a".repeat(5000) + "'/></Server>")
                .hasMessage(temporary.resolve("server.xml") + ":2: a path is longer than 4096 characters");
    }
}
