package io.github.logtraffic.log.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.log.config.ServerConfig.Escape;
import io.github.logtraffic.log.config.ServerConfig.Format;
import io.github.logtraffic.log.config.ServerConfig.Log;
import io.github.logtraffic.log.config.ServerConfig.Server;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Apache's configurations say what Apache would write. */
class ApacheReaderTest {
    private static final String CLF = "%h %l %u %t \"%r\" %>s %b";

    /** Debian's, without most comments. */
    private static final String DEBIAN = """
            # This is the main Apache server configuration file.
            #ServerRoot "/etc/apache2"
            DefaultRuntimeDir ${APACHE_RUN_DIR}
            PidFile ${APACHE_PID_FILE}
            ErrorLog ${APACHE_LOG_DIR}/error.log
            IncludeOptional mods-enabled/*.load
            IncludeOptional mods-enabled/*.conf
            Include ports.conf
            <Directory />
            \tOptions FollowSymLinks
            </Directory>
            <FilesMatch "^\\.ht">
            \tRequire all denied
            </FilesMatch>
            LogFormat "%v:%p %h %l %u %t \\"%r\\" %>s %O \\"%{Referer}i\\" \\"%{User-Agent}i\\"" vhost_combined
            LogFormat "%h %l %u %t \\"%r\\" %>s %O \\"%{Referer}i\\" \\"%{User-Agent}i\\"" combined
            LogFormat "%h %l %u %t \\"%r\\" %>s %O" common
            LogFormat "%{Referer}i -> %U" referer
            LogFormat "%{User-agent}i" agent
            IncludeOptional conf-enabled/*.conf
            IncludeOptional sites-enabled/*.conf
            """;

    private static final String SITE = """
            <VirtualHost *:80>
            \t#ServerName www.example.com
            \tServerAdmin webmaster@localhost
            \tErrorLog ${APACHE_LOG_DIR}/error.log
            \tCustomLog ${APACHE_LOG_DIR}/access.log combined
            </VirtualHost>
            """;

    private static final String ENVVARS = """
            # envvars - default environment variables for apache2ctl
            unset HOME
            if [ "${APACHE_CONFDIR##/etc/apache2-}" != "${APACHE_CONFDIR}" ] ; then
            \tSUFFIX="-${APACHE_CONFDIR##/etc/apache2-}"
            else
            \tSUFFIX=
            fi
            export APACHE_RUN_USER=www-data
            export APACHE_PID_FILE=/var/run/apache2$SUFFIX/apache2.pid
            export APACHE_LOG_DIR=/var/log/apache2$SUFFIX
            ## The locale used by some modules like mod_dav
            export LANG=C
            """;

    @TempDir
    Path temporary;

    private ConfigFolder folder;

    @BeforeEach
    void makeFolder() {
        folder = new ConfigFolder(temporary);
        folder.write("ports.conf", "Listen 80\n");
    }

    @Test
    void debiansConfigurationWritesCombinedWithBytesOnTheWire() throws Exception {
        folder.write("envvars", ENVVARS);
        folder.write("sites-enabled/000-default.conf", SITE);
        folder.write("conf-enabled/other-vhosts-access-log.conf", """
                # Define an access log for VirtualHosts that don't define their own logfile
                CustomLog ${APACHE_LOG_DIR}/other_vhosts_access.log vhost_combined
                """);
        ServerConfig config = folder.read("apache2.conf", DEBIAN);
        assertThat(config.server()).isEqualTo(Server.APACHE);
        assertThat(config.formats())
                .extracting(Format::name)
                .containsExactly("vhost_combined", "combined", "common", "referer", "agent");
        Format combined =
                new Format("combined", "%h %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\"", Escape.DEFAULT);
        assertThat(config.logs())
                .containsExactly(
                        new Log(
                                Path.of("/var/log/apache2/other_vhosts_access.log"),
                                "vhost_combined",
                                config.formats().get(0)),
                        new Log(Path.of("/var/log/apache2/access.log"), "combined", combined));
        assertThat(config.format("Combined")).contains(combined);
    }

    @Test
    void aSiteAloneFindsTheVariablesAboveItButNotTheFormat() throws Exception {
        folder.write("apache2.conf", DEBIAN);
        folder.write("envvars", ENVVARS);
        ServerConfig config = folder.read("sites-available/000-default.conf", SITE);
        assertThat(config.logs()).containsExactly(new Log(Path.of("/var/log/apache2/access.log"), "combined", null));
        assertThat(config.formatOf(Path.of("/var/log/apache2/access.log"))).isEmpty();
    }

    @Test
    void upstreamsConfigurationWritesCommon() throws Exception {
        ServerConfig config = folder.read("conf/httpd.conf", """
                Define SRVROOT "@ROOT@"
                ServerRoot "${SRVROOT}"
                LoadModule log_config_module modules/mod_log_config.so
                <IfModule log_config_module>
                    #
                    # The following directives define some format nicknames.
                    #
                    LogFormat "%h %l %u %t \\"%r\\" %>s %b \\"%{Referer}i\\" \\"%{User-Agent}i\\"" combined
                    LogFormat "%h %l %u %t \\"%r\\" %>s %b" common

                    <IfModule logio_module>
                      # You need to enable mod_logio.c to use %I and %O
                      LogFormat "%h %I %O" combinedio
                    </IfModule>
                    CustomLog "logs/access_log" common
                    #CustomLog "logs/access_log" combined
                </IfModule>
                #Include conf/extra/httpd-mpm.conf
                <IfModule proxy_html_module>
                Include conf/extra/proxy-html.conf
                </IfModule>
                """);
        assertThat(config.formats()).extracting(Format::name).containsExactly("combined", "common", "combinedio");
        assertThat(config.logs())
                .containsExactly(new Log(
                        temporary.resolve("logs/access_log"), "common", new Format("common", CLF, Escape.DEFAULT)));
    }

    @Test
    void linesMayBeContinuedAndCaseDoesNotMatter() throws Exception {
        ServerConfig config = folder.read("a.conf", """
                # a comment that goes on \\
                LogFormat "%b" no
                  LOGFORMAT "%h \\
                %u" \\\r
                  short
                customlog 'a b.log' SHORT env=!dontlog
                """);
        assertThat(config.formats()).containsExactly(new Format("short", "%h %u", Escape.DEFAULT));
        assertThat(config.logs().get(0).path()).isEqualTo(temporary.resolve("a b.log"));
    }

    @Test
    void quotesAndBackslashesAreApaches() {
        assertThat(ApacheLines.words(" \"a \\\"b\\\" \\\\ \\t \\'\" 'c\"\\'d' e\\\\\\\"f \"open"))
                .containsExactly("a \"b\" \\ \\t \\'", "c\"'d", "e\\\\\"f", "open");
    }

    @Test
    void logsMayBeProgramsOrHaveTheirFormatWithThem() throws Exception {
        ServerConfig config = folder.read("a.conf", """
                CustomLog "|/usr/bin/rotatelogs -l /var/log/access.%Y.%m.%d 86400" "%h %>s"
                GlobalLog /var/log/global.log clf
                CustomLog /var/log/unknown.log nobody
                """);
        assertThat(config.formats()).isEmpty();
        assertThat(config.logs())
                .containsExactly(
                        new Log(Path.of("/var/log/access.*.*.*"), "%h %>s", new Format("", "%h %>s", Escape.DEFAULT)),
                        new Log(Path.of("/var/log/global.log"), "clf", new Format("clf", CLF, Escape.DEFAULT)),
                        new Log(Path.of("/var/log/unknown.log"), "nobody", null));
    }

    @Test
    void transferLogTakesTheFormatWithoutName() throws Exception {
        assertThat(transferred("")).isEqualTo(CLF);
        assertThat(transferred("LogFormat \"%h %D\"")).isEqualTo("%h %D");
        assertThat(transferred("LogFormat TIMED\nLogFormat \"%h %T\" timed")).isEqualTo("%h %T");
        assertThat(folder.read("a.conf", "LogFormat \"%h %D\"").format("default"))
                .isPresent();
    }

    private String transferred(String formats) throws Exception {
        ServerConfig config = folder.read("a.conf", "TransferLog logs/a.log\n" + formats);
        return config.formatOf(temporary.resolve("logs/a.log")).orElseThrow().text();
    }

    @Test
    void theLastDefinitionCountsAndHostsHaveTheirOwn() throws Exception {
        ServerConfig config = folder.read("a.conf", """
                CustomLog main.log x
                LogFormat "%h" x
                <VirtualHost *:80>
                  LogFormat "%h %v" x
                  CustomLog host.log x
                </VirtualHost>
                LogFormat "%h %u" x
                """);
        assertThat(config.formatOf(temporary.resolve("main.log")))
                .map(Format::text)
                .contains("%h %u");
        assertThat(config.formatOf(temporary.resolve("host.log")))
                .map(Format::text)
                .contains("%h %v");
        assertThat(config.format("x")).map(Format::text).contains("%h %u");
    }

    @Test
    void aFolderIsIncludedWithAllInIt() throws Exception {
        folder.write("conf.d/b/deep.conf", "LogFormat \"%b\" b");
        folder.write("conf.d/a.conf", "LogFormat \"%a\" a");
        folder.write("[odd].d/x/c.conf", "LogFormat \"%c\" c");
        ServerConfig config = folder.read("a.conf", "Include conf.d/\nInclude [!a]odd?.d/[w-z]/*.conf\n");
        assertThat(config.formats()).extracting(Format::name).containsExactly("a", "b", "c");
    }

    @Test
    void whatIsIncludedAndNotThereIsNamed() throws Exception {
        ServerConfig config = folder.read("a.conf", "Include no.conf\nIncludeOptional no.conf\nInclude no.d/*.conf");
        assertThat(config.gaps())
                .containsExactly(
                        temporary.resolve("a.conf") + ":1: cannot include no.conf: no such file",
                        temporary.resolve("a.conf") + ":3: cannot include no.d/*.conf: no file matches");
    }

    @ParameterizedTest
    @ValueSource(strings = {"site.d/*.conf", "/no/such/root/site.d/a.conf", "site.d"})
    void aServerRootOfAnotherMachineIsLookedForBesideTheConfiguration(String included) throws Exception {
        String text = "ServerRoot /no/such/root\nInclude " + included + "\n";
        folder.write("own/site.d/a.conf", "LogFormat \"%a %s\" own");
        assertThat(folder.read("own/httpd.conf", text).format("own")).isPresent();
        folder.write("above/site.d/a.conf", "LogFormat \"%a %s\" above");
        assertThat(folder.read("above/conf/httpd.conf", text).format("above")).isPresent();
    }

    @Test
    void aServerRootThatIsHereIsTheOnlyPlace() throws Exception {
        folder.write("root/x", "");
        folder.write("own/a.conf", "LogFormat \"%a %s\" own");
        assertThat(folder.read("own/httpd.conf", "ServerRoot @ROOT@/root\nInclude a.conf\n")
                        .gaps())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            |/usr/bin/rotatelogs -l /var/log/rot-%Y%m%d.log 86400;                          /logs/rot-20261123.log
            ||/usr/bin/rotatelogs -n 5 -p /bin/done -L /var/log/now /var/log/rot 5M;        /logs/now
            |$/usr/sbin/rotatelogs2 -t '/var/log/my rot' 5M;                                /logs/my rot.3
            |rotatelogs rot.%E 3600;                                                        /logs/rot.1795428000
            |/usr/bin/cronolog --symlink=/www/now -z UTC -H /www/hard /www/%Y/%m/acc;       /logs/now
            |/usr/bin/cronolog --symlink=/www/now -z UTC -H /www/hard /www/%Y/%m/acc;       /logs/hard
            |/usr/bin/cronolog --symlink=/www/now -z UTC -H /www/hard /www/%Y/%m/acc;       /logs/acc
            |/usr/bin/tee -a /var/log/acc;                                                  /logs/acc
            |/usr/bin/cronolog /www/100%%-%OH.log;                                          /logs/100%-13.log
            """)
    void aPipedLogIsTheFileThatItsProgramWrites(String target, String log) throws Exception {
        ServerConfig config = folder.read(
                "a.conf", "LogFormat \"%a %s\" mine\nCustomLog \"" + target + "\" mine\nCustomLog other common");
        assertThat(config.formatOf(Path.of(log))).map(Format::name).contains("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"|", "||", "|$", "| ", "|logger -t apache", "|rotatelogs", "|rotatelogs -L", "|cronolog -"})
    void aPipedLogWithoutFileIsNone(String target) throws Exception {
        assertThat(folder.read("a.conf", "CustomLog \"" + target + "\" common").logs())
                .extracting(Log::path)
                .containsOnlyNulls();
    }

    @Test
    void mistakesAreNamedWithFileAndLine() {
        problem("LogFormat", ":1: LogFormat needs 1 arguments or more");
        problem("LogFormat \"\" x", ":1: LogFormat is empty");
        problem("# \\\n\\\n\nCustomLog x", ":4: CustomLog needs 2 arguments or more");
        problem("CustomLog a\0b common", ":1: not a path: Nul character not allowed");
        StringBuilder doubling = new StringBuilder("LogFormat %{X}i x\nDefine A 0123456789\n");
        doubling.append("Define A ${A}${A}${A}${A}\n".repeat(50));
        problem(doubling.toString(), ":11: the values of variables take more than 1 MiB");
    }

    private void problem(String text, String message) {
        folder.problemOf("apache2.conf", text).hasMessage(temporary.resolve("apache2.conf") + message);
    }

    @Test
    void whatHasNoValueStaysAsItIsWritten() throws Exception {
        ServerConfig config =
                folder.read("a.conf", "Define N\nDefine V 1\nLogFormat \"${V}${N}|${no}|${|$V|${V|${no${V}\" x");
        assertThat(config.formats().get(0).text()).isEqualTo("1|${no}|${|$V|${V|${no1");
    }
}
