package io.github.logtraffic.log.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formats that can be read, and those that cannot. */
class StepCompilerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$status $http_referer$http_user_agent| '$http_referer$http_user_agent: has nothing that tells'",
                "$status $request$remote_addr| '$request$remote_addr: has nothing that tells'",
                "%>s %{Referer}i%{User-Agent}i| '%{Referer}i%{User-Agent}i: has nothing that tells'",
                "$remote_addr $request| 'The format: has no status'",
                "%h %{Status}i| 'The format: has no status'",
            })
    void saysWhatCannotBeRead(String typed, String message) {
        assertThatThrownBy(() -> LogFormats.parse(typed))
                .isInstanceOf(FormatSyntaxException.class)
                .hasMessageContaining(message.substring(message.indexOf(": ") + 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$status",
                "$status$body_bytes_sent",
                "$status $request_method$request_uri",
                "$status $uri$is_args$args",
                "$status \"$http_referer\"\"$http_user_agent\"",
                "$status $scheme://$host$request_uri",
                "%>s %m %U%q",
            })
    void whatCanBeToldApartIsRead(String typed) throws FormatSyntaxException {
        assertThat(LogFormats.parse(typed).fieldNames()).contains(FieldNames.STATUS);
    }

    @Test
    void whatNobodyWantsBehindTheLastRequiredFieldIsNotRead() throws FormatSyntaxException {
        List<FormatElement> elements = NginxFormat.parse(
                "$remote_addr [$time_local] \"$request\" $status $body_bytes_sent \"$http_referer\" $x $y");
        assertThat(steps(elements, EntryPlan.COUNTS)).isEqualTo(5);
        assertThat(steps(elements, EntryPlan.of(List.of(FieldNames.REFERER)))).isEqualTo(6);
        assertThat(steps(elements, EntryPlan.of(List.of("x")))).isEqualTo(7);
        assertThat(steps(elements, EntryPlan.SHAPE)).isEqualTo(8);
        assertThat(StepCompiler.compile(elements, 8, false, EntryPlan.COUNTS).required())
                .isEqualTo(4);
    }

    private static int steps(List<FormatElement> elements, EntryPlan plan) throws FormatSyntaxException {
        return StepCompiler.compile(elements, elements.size(), false, plan)
                .steps()
                .size();
    }
}
