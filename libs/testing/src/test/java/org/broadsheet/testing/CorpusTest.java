package org.broadsheet.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CorpusTest {
    @Test
    void filesAreFoundBesideTheCheckout() {
        assertThat(Corpus.path("README.md")).isNotEmptyFile();
    }

    @Test
    void typingErrorFailsAndDoesNotSkip() {
        Corpus.path("README.md"); // skips where there is no corpus
        assertThatThrownBy(() -> Corpus.path("feeds/raal")).isInstanceOf(IllegalArgumentException.class);
    }
}
