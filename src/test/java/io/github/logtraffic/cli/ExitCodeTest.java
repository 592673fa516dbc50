package io.github.logtraffic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExitCodeTest {
    /** As the contract has it: the first of 2, 130, 1, 3; 0 is said when nothing else is. */
    private static final List<Integer> FIRST_TO_LAST = List.of(2, 130, 1, 3, 0);

    @Test
    void ofTwoTheOneThatTheContractNamesFirstIsSaid() {
        for (ExitCode one : ExitCode.values()) {
            for (ExitCode other : ExitCode.values()) {
                int first = Math.min(FIRST_TO_LAST.indexOf(one.code()), FIRST_TO_LAST.indexOf(other.code()));
                assertThat(one.and(other).code()).isEqualTo(FIRST_TO_LAST.get(first));
            }
        }
    }

    @Test
    void everyCodeHasItsPlace() {
        assertThat(ExitCode.values()).extracting(ExitCode::code).containsExactlyElementsOf(FIRST_TO_LAST);
    }
}
