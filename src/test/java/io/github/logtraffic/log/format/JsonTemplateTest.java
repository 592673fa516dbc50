package io.github.logtraffic.log.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logtraffic.log.format.FormatElement.Field;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Format strings that write JSON. */
class JsonTemplateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"s\":$status}| s=status",
                "{\"s\":\"$status\"}| s=status",
                "  { \"s\" : \"$status\" , \"ip\" : \"$remote_addr\" }  | ip=client s=status",
                "{\"a\":{\"b\":{\"c\":\"$status\"}},\"d\":\"$host\"}| a.b.c=status d=host",
                "{\"a.b\":$status,\"c\":{\"d.e\":\"$host\"}}| a\\.b=status c.d\\.e=host",
                "{\"k\":\"constant $ignored\",\"s\":$status}|",
                "{\"k\":\"constant {\\\"x\\\":1}\",\"n\":1,\"s\":$status}| s=status",
                "{\"k\":\"\",\"s\":$status}|",
                "{\"r\":\"$request_method $request_uri\",\"s\":$status}|",
                "{\"$host\":$status}|",
                "[$status]|",
                "{\"s\":$status} $host|",
                "{\"s\":$status|",
                "{$status}|",
                "x {\"s\":$status}|",
            })
    void hasAFieldAKey(String text, @Nullable String expected) throws FormatSyntaxException {
        Map<String, Field> fields = JsonTemplate.fields(NginxFormat.parse(text));
        StringBuilder described = new StringBuilder();
        if (fields != null) {
            new TreeMap<>(fields)
                    .forEach((path, field) ->
                            described.append(path + "=" + field.name()).append(' '));
        }
        assertThat(described.toString().strip()).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"ip\":\"$remote_addr\",\"t\":\"$time_iso8601\"}", "$remote_addr $time_iso8601"})
    void aFormatNeedsAStatus(String typed) {
        assertThatThrownBy(() -> LogFormats.parse(typed))
                .isInstanceOf(FormatSyntaxException.class)
                .hasMessageContaining("has no status");
    }

    @Test
    void anObjectOfManyObjectsIsReadInTheTimeOfItsLength() throws FormatSyntaxException {
        assertThat(JsonTemplate.fields(NginxFormat.parse("{\"a\":".repeat(100_000) + "$status")))
                .isNull();
    }
}
