package org.broadsheet.digest.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OneLineTest {
    @ParameterizedTest
    @MethodSource("texts")
    void lineHoldsNothingThatCouldActOutsideOfIt(String text, String expected) {
        assertThat(OneLine.of(text, 100)).isEqualTo(expected);
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("x\r\nBcc: v@v", "x Bcc: v@v"),
                Arguments.of("a\u2028b\u2029c\u0085d", "a b c d"),
                Arguments.of("nul\u0000 bell\u0007 c1\u009b", "nul bell c1"),
                Arguments.of("left\u202eright\u2066\u200f", "leftright"),
                Arguments.of("half\ud800 pair\udc00", "half pair"),
                Arguments.of("👩\u200d🔬 می\u200cخواهم", "👩\u200d🔬 می\u200cخواهم"),
                Arguments.of("\u00a0 wide \u3000 spaces \t", "wide spaces"));
    }

    @Test
    void longTextIsCutBetweenCharacters() {
        assertThat(OneLine.of("😀".repeat(300), 200)).isEqualTo("😀".repeat(199) + "…");
        assertThat(OneLine.of("a".repeat(200), 200)).hasSize(200).doesNotContain("…");
        assertThat(OneLine.header("s".repeat(10_000))).hasSize(200);
    }

    @Test
    void headerNeverBeginsAnEncodedWord() {
        assertThat(OneLine.header("=?utf-8?q?=0d=0aBcc:_v@v?=")).doesNotContain("=?");
    }

    @Test
    void nothingIsLeftOfNothing() {
        assertThat(OneLine.of(null, 10)).isEmpty();
        assertThat(OneLine.orNull(" \u200b\r\n ", 10)).isNull();
    }
}
