package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
    private static final List<String> NAMES =
            List.of("analyze", "watch", "balance", "completion", "--json", "-n", "-q");

    @Test
    void aTypoSuggestsTheNameThatWasMeant() {
        assertThat(Suggestions.nearest("analize", NAMES)).contains("analyze");
        assertThat(Suggestions.nearest("anaylze", NAMES)).contains("analyze");
        assertThat(Suggestions.nearest("--jsn", NAMES)).contains("--json");
        assertThat(Suggestions.nearest("balanec", NAMES)).contains("balance");
    }

    @Test
    void theBeginningOfANameSuggestsIt() {
        assertThat(Suggestions.nearest("comp", NAMES)).contains("completion");
    }

    @Test
    void whatIsFarFromEveryNameSuggestsNothing() {
        assertThat(Suggestions.nearest("frobnicate", NAMES)).isEmpty();
        assertThat(Suggestions.nearest("", NAMES)).isEmpty();
    }

    @Test
    void anOptionOfOneLetterSuggestsOnlyTheSameLetterInTheOtherCase() {
        assertThat(Suggestions.nearest("-N", NAMES)).contains("-n");
        assertThat(Suggestions.nearest("-z", NAMES)).isEmpty();
    }

    @Test
    void ofSeveralThatAreAsNearTheOneThatBeginsAlikeIsSuggested() {
        assertThat(Suggestions.nearest("--sped", List.of("--seed", "--speed"))).contains("--speed");
    }

    @Test
    void theNearestOfSeveralIsSuggested() {
        assertThat(Suggestions.nearest("prefix5", List.of("prefix44", "prefix4")))
                .contains("prefix4");
    }

    @Test
    void lettersThatAreAddedLeftOutChangedOrSwappedCountOnce() {
        assertThat(Suggestions.distance("", "")).isZero();
        assertThat(Suggestions.distance("", "abc")).isEqualTo(3);
        assertThat(Suggestions.distance("abc", "abc")).isZero();
        assertThat(Suggestions.distance("abc", "abxc")).isOne();
        assertThat(Suggestions.distance("abc", "ac")).isOne();
        assertThat(Suggestions.distance("abc", "axc")).isOne();
        assertThat(Suggestions.distance("abc", "acb")).isOne();
        assertThat(Suggestions.distance("kitten", "sitting")).isEqualTo(3);
    }
}
