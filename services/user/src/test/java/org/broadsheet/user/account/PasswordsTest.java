package org.broadsheet.user.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.broadsheet.http.ProblemException;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    @Test
    void aPasswordMatchesItsOwnHashAlone() {
        var passwords = new Passwords(Duration.ofMinutes(1));
        var hash = passwords.hash("correct horse");
        assertThat(hash).startsWith("$argon2id$v=19$m=65536,t=2,p=1$");
        assertThat(passwords.matches("correct horse", hash)).isTrue();
        assertThat(passwords.matches("battery staple", hash)).isFalse();
        assertThat(passwords.matches("nobody has this password", null)).isFalse();
    }

    @Test
    void whoWaitedTooLongIsToldToTryAgainAndNotWorkedFor() throws Exception {
        var passwords = new Passwords(Duration.ofMillis(50));
        var busy = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            others.submit(() -> passwords.limited(() -> {
                busy.countDown();
                return awaitQuietly(done);
            }));
            busy.await();
            assertThatThrownBy(() -> passwords.hash("correct horse"))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("Try again");
            done.countDown();
        }
        assertThat(passwords.hash("correct horse")).isNotEmpty();
    }

    private static boolean awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void whatAHashLeavesIsToldOnceItIsOld() {
        var passwords = new Passwords();
        var before = Instant.now().minusSeconds(60);
        passwords.hash("correct horse");

        assertThat(passwords.leftMemoryBefore(before)).isFalse();
        assertThat(passwords.leftMemoryBefore(Instant.now().plusSeconds(1))).isTrue();
        assertThat(passwords.leftMemoryBefore(Instant.now().plusSeconds(1))).isFalse();
    }
}
