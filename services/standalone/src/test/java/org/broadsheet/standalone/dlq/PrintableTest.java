package org.broadsheet.standalone.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void whatStrangersWroteDoesNotSteerTheTerminal() {
        assertThat(Printable.text("a\u001b]0;title\u0007\r\u202eb\nc\u00e9\ud83d\ude00"))
                .isEqualTo("a\\u001b]0;title\\u0007\\u000d\\u202eb\ncé😀");
        assertThat(Printable.line("a\nb")).isEqualTo("a\\nb");
    }
}
