package org.broadsheet.chaos.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MailRepliesTest {
    private final MailReplies replies = new MailReplies();

    private int hear(String line) {
        var bytes = line.getBytes(StandardCharsets.US_ASCII);
        return replies.find(bytes, bytes.length);
    }

    @Test
    void theAnswerToAWholeMailIsFoundAndNoOther() {
        assertThat(hear("220 ready\r\n")).isEqualTo(-1);
        assertThat(hear("250 sender is fine\r\n")).isEqualTo(-1);
        assertThat(hear("354 go on\r\n")).isEqualTo(-1);
        assertThat(hear("250 taken\r\n")).isZero();
        assertThat(hear("221 bye\r\n")).isEqualTo(-1);
    }

    @Test
    void aRefusalOfTheContentIsNotCut() {
        assertThat(hear("354 go on\r\n")).isEqualTo(-1);
        assertThat(hear("554 no\r\n")).isEqualTo(-1);
    }
}
