package io.github.logtraffic.log.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logtraffic.reference.Latin1;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Comments of W3C logs. */
class HeaderTest {
    @ParameterizedTest
    @ValueSource(strings = {"#Fields: a b(C)  d-e", "#fields:a b(C) d-e", "#FIELDS:\ta\tb(C)\td-e \t"})
    void fieldsNameTheColumns(String comment) {
        assertThat(after(comment).columns()).containsExactly("a", "b(C)", "d-e");
    }

    @ParameterizedTest
    @CsvSource({
        "#Date: 2026-05-04, 2026-05-04",
        "#date:2026-05-04 12:13:14, 2026-05-04",
        "#Date: 2026-05-04T12:13:14Z, 2026-05-04",
        "#Date: 04-May-2026 12:13:14, 2026-05-04",
        "#Date: 2026-02-30 00:00:00,",
        "#Date: 31-Feb-2026,",
        "#Date: yesterday,",
        "#Date:,",
        "#Start-Date: 2026-05-04,",
        "# Date: 2026-05-04,",
    })
    void dateIsADate(String comment, @Nullable LocalDate date) {
        assertThat(after(comment).date()).isEqualTo(date);
    }

    @Test
    void eachCommentSaysOneThingAndLeavesTheOther() {
        Header header = after("#Fields: a b", "#Date: 2026-05-04", "#Software: x", "#Fields: c", "#", "#Date: no");
        assertThat(header).isEqualTo(new Header(List.of("c"), LocalDate.of(2026, 5, 4)));
    }

    @Test
    void whatNoServerWritesTakesBoundedMemory() {
        assertThat(after("#Fields:" + " x".repeat(1 << 19)).columns()).hasSizeLessThan(1_000);
        assertThat(after("#Fields: " + "x".repeat(1 << 20)).columns().get(0)).hasSizeLessThan(100_000);
    }

    private static Header after(String... comments) {
        Header header = Header.NONE;
        for (String comment : comments) {
            byte[] surrounded = Latin1.bytes("#" + comment + " e");
            header = header.with(surrounded, 1, surrounded.length - 2);
        }
        return header;
    }
}
