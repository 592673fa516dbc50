package io.github.logtraffic.log.format;

import static io.github.logtraffic.log.format.Elements.describe;
import static io.github.logtraffic.log.format.Elements.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logtraffic.log.format.FormatText.Escape;
import io.github.logtraffic.reference.Seeds;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formats as users paste them: the language is told from the text, quotes and escapes are the server's. */
class FormatTextTest {
    private static final String NGINX = "status 0 STATUS ' \"' request 0 REQUEST '\"'";
    private static final String APACHE = "status/final_status 0 STATUS ' \"' request 0 REQUEST '\"'";

    /** What random formats are made of. */
    private static final List<String> PIECES = List.of(
            "log_format ",
            "LogFormat ",
            "escape=json ",
            "$status",
            "${",
            "}",
            "$",
            "%",
            "%h",
            "%{",
            "%t",
            "{",
            "end:",
            ">",
            "<",
            "!",
            "1",
            ",",
            "^",
            "\"",
            "'",
            "\\",
            "\\\"",
            ";",
            "#",
            " ",
            "\n",
            "\r\n",
            "\t",
            "\0",
            "é",
            "\uD83D",
            "a",
            "i",
            "T",
            "main");

    private static String fields(String typed) throws FormatSyntaxException {
        return written(FormatText.parse(typed).elements());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$status \"$request\"",
                "$status \"$request\"\n",
                "'$status \"$request\"'",
                " '$status \"$request\"'\n",
                "\"$status \\\"$request\\\"\"",
                "$status \\\"$request\\\"",
                "log_format main '$status \"$request\"';",
                "log_format main '$status \"$request\"'",
                "  log_format  main  $status ' '\n   \"\\\"$request\\\"\" ; \n",
                "log_format main escape=default '$status '\n'\"$request\"';",
                "log_format main # the best\n '$status ' # first\n '\"$request\"';",
                "log_format '$status \"$request\"';",
            })
    void nginxFormatsMayBePastedInManyWays(String typed) throws FormatSyntaxException {
        FormatText format = FormatText.parse(typed);
        assertThat(describe(format.elements())).isEqualTo(NGINX);
        assertThat(format.escape()).isEqualTo(Escape.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%>s \"%r\"",
                "%>s \"%r\"\r\n",
                "%>s \\\"%r\\\"",
                "\"%>s \\\"%r\\\"\"",
                "'%>s \"%r\"'",
                "'%>s \\\"%r\\\"'",
                "LogFormat \"%>s \\\"%r\\\"\" combined",
                "LogFormat \"%>s \\\"%r\\\"\"",
                "  logformat '%>s \"%r\"' x\n",
                "LogFormat \"%>s \\\n\\\"%r\\\"\" \\\n x",
                "LogFormat \\\r\n\"%>s \\\"%r\\\"\" x",
            })
    void apacheFormatsMayBePastedInManyWays(String typed) throws FormatSyntaxException {
        FormatText format = FormatText.parse(typed);
        assertThat(describe(format.elements())).isEqualTo(APACHE);
        assertThat(format.escape()).isEqualTo(Escape.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({"default, DEFAULT", "json, JSON", "none, NONE"})
    void theParameterEscapeIsKept(String parameter, Escape escape) throws FormatSyntaxException {
        FormatText format = FormatText.parse("log_format x escape=" + parameter + " '{\"s\":\"$status\"}';");
        assertThat(format.escape()).isEqualTo(escape);
        assertThat(describe(format.elements())).isEqualTo("'{\"s\":\"' status 0 STATUS '\"}'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%a %{Host}i %u %t %r %>s %O %{Referer}i %{User-Agent}i %{Content-length}i %P %A",
                "%t %{X-AUSERNAME}o %I %h %r %s %D %b %{Referer}i %{User-Agent}i",
                "$the_real_ip $the_real_ip $remote_user $time_local $request $status $body_bytes_sent $http_referer"
                        + " $http_user_agent $request_length $request_time $proxy_upstream_name $upstream_addr"
                        + " $upstream_response_length $upstream_response_time $upstream_status $req_id",
            })
    void fieldsStandInTheOrderOfTheFormat(String typed) throws FormatSyntaxException {
        assertThat(fields(typed)).isEqualTo(typed);
        assertThat(fields("[" + typed.replace(" ", "] \"") + "-ms")).isEqualTo(typed);
    }

    @Test
    void quotesAtBothEndsThatDoNotEncloseTheWholeAreText() throws FormatSyntaxException {
        assertThat(describe(FormatText.parse("\"$request\" $status \"$msec\"").elements()))
                .isEqualTo("'\"' request 0 REQUEST '\" ' status 0 STATUS ' \"' time/msec 0 EPOCH_TIME '\"'");
    }

    @Test
    void blanksAtTheEndsOfAFormatAreText() throws FormatSyntaxException {
        assertThat(describe(FormatText.parse(" %>s \n").elements())).isEqualTo("' ' status/final_status 0 STATUS ' '");
    }

    @Test
    void escapesOfNginxAreReadOnceAndInQuotesOfEitherKind() throws FormatSyntaxException {
        String said = "'\"' status 0 STATUS ''\t\\n\\x'";
        assertThat(describe(FormatText.parse("log_format x '\\\"$status\\'\\t\\\\n\\x';")
                        .elements()))
                .isEqualTo(said);
        assertThat(describe(FormatText.parse("\\\"$status\\'\\t\\\\n\\x").elements()))
                .isEqualTo(said);
    }

    @Test
    void escapesOfApacheAreReadAsHttpdDoes() throws FormatSyntaxException {
        assertThat(describe(FormatText.parse("LogFormat \"%>s\\t\\\\n\\\\\\\\\\'\" x")
                        .elements()))
                .isEqualTo("status/final_status 0 STATUS '\t\n\\\\''");
    }

    @Test
    void aPercentSignBesideVariablesIsText() throws FormatSyntaxException {
        assertThat(fields("$status 100%h ${msec}%")).isEqualTo("$status ${msec}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%h $ %t", "%h $1 %t", "%h $- %t", "%h ${1} %t", "%h %t$"})
    void aDollarSignBesideDirectivesIsTextWhenNoNameFollows(String typed) throws FormatSyntaxException {
        assertThat(fields(typed)).isEqualTo("%h %t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "combined", "log_format", "log_format x 'a';", "LogFormat x", "LogFormat", "$1", "%%"})
    void whatHoldsNoFieldIsNoFormat(String typed) {
        assertThatExceptionOfType(FormatSyntaxException.class)
                .isThrownBy(() -> FormatText.parse(typed))
                .withMessageEndingWith("holds neither $variables, as nginx's formats do, nor percent signs with a"
                        + " directive, as Apache's do");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "%h %y|4|%y at column 4 is no LogFormat directive",
                "  \"\\\"%y\"|6|%y at column 6 is no LogFormat directive",
                "LogFormat \"\\\"%h\\\" %y\" x|19|%y at column 19 is no LogFormat directive",
                "log_format x '\\\"$status' '$ ';|27|$ at column 27 is no variable, such as $remote_addr or ${status}",
                "log_format x '$status;|14|' at column 14 is a quote that is not closed",
                "log_format x escape=xml '$status';|14|escape=xml at column 14 is none of escape=default, escape=json"
                        + " and escape=none",
                "log_format x '$status'; gzip on;|23|; gzip on; at column 23 is more than one log_format statement",
                "LogFormat \"%h\" x y|18|y at column 18 is more than a LogFormat's format and name",
            },
            delimiter = '|')
    void errorsSayWhereInTheTypedTextTheyAre(String typed, int column, String message) {
        assertThatExceptionOfType(FormatSyntaxException.class)
                .isThrownBy(() -> FormatText.parse(typed))
                .withMessage(message)
                .satisfies(failure -> assertThat(failure.column()).isEqualTo(column));
    }

    @Test
    void messagesStayShort() {
        assertThatThrownBy(() -> FormatText.parse("x".repeat(100_000)))
                .hasMessageStartingWith("x".repeat(40) + "… at column 1 holds neither");
    }

    @Test
    void noTextThrowsAnythingElse() {
        Seeds.each(5_000, random -> {
            String typed = randomText(random, 1 + random.nextInt(12));
            try {
                FormatText format = FormatText.parse(typed);
                assertThat(format.elements()).as(typed).isNotEmpty();
            } catch (FormatSyntaxException e) {
                assertThat(e.column()).as(typed).isBetween(1, typed.length() + 1);
            }
            parsesOrFails(typed);
        });
    }

    @Test
    void noTextTakesLong() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (String start : List.of("", "log_format x ", "LogFormat ", "'")) {
                for (String piece : PIECES) {
                    parsesOrFails(start + piece.repeat(100_000 / piece.length()));
                }
            }
            Seeds.each(10, random -> parsesOrFails(randomText(random, 30_000)));
        });
    }

    private static String randomText(Random random, int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static void parsesOrFails(String text) {
        parsesOrFails(text, FormatText::parse);
        parsesOrFails(text, NginxFormat::parse);
        parsesOrFails(text, ApacheFormat::parse);
    }

    private static void parsesOrFails(String text, Parser parser) {
        try {
            assertThat(parser.parse(text)).isNotNull();
        } catch (FormatSyntaxException e) {
            assertThat(e).hasMessageContaining(" at column " + e.column() + " ");
        }
    }

    private interface Parser {
        Object parse(String text) throws FormatSyntaxException;
    }
}
