package org.broadsheet.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageRequestTest {
    @Test
    void twentyOfTheFirstPageAreMeantWhereNothingIsSaid() {
        assertThat(PageRequest.of(null, null)).isEqualTo(new PageRequest(1, 20));
        assertThat(PageRequest.of(null, null).offset()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 0", "3, 20, 40", "10000, 100, 999900"})
    void anOffsetSkipsThePagesBefore(int page, int size, int offset) {
        assertThat(PageRequest.of(page, size).offset()).isEqualTo(offset);
    }

    @ParameterizedTest
    @CsvSource({"0, 20", "-1, 20", "10001, 20", "-2147483648, 20", "1, 0", "1, -1", "1, 101", "1, 2147483647"})
    void whatIsOutOfRangeIsABadRequestThatSaysTheRange(int page, int size) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> PageRequest.of(page, size))
                .withMessageContaining("1 to ")
                .satisfies(problem -> assertThat(problem.httpStatus().getCode()).isEqualTo(400));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "20, 1", "21, 2", "4000000000, 200000000"})
    void aPageCountsThePagesThatThereAre(long items, long pages) {
        var page = Page.of(List.of(), PageRequest.of(1, 20), items, null);
        assertThat(page.totalPages()).isEqualTo(pages);
        assertThat(page.totalItems()).isEqualTo(items);
    }
}
