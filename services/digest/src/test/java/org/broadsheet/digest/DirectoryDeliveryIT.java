package org.broadsheet.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryDeliveryIT {
    private static final Instant SLOT = Instant.parse("2026-11-21T06:30:00Z");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void digestThatWasBeingWrittenIsWrittenAgainUnderItsName() throws Exception {
        var mail = Map.<String, Object>of("broadsheet.mail.directory", folder.resolve("mail"));
        try (var service = DigestService.start("2026-11-20T12:00:00Z", mail)) {
            var ada = service.user("ada");
            service.schedule(ada, "07:30", "Europe/Berlin");
            service.clock().set(SLOT);
            var due = service.others().awaitDue();
            service.compose(due, "First");
            service.others().awaitSent();
            service.stopProcesses();

            // As a process leaves it that dies after the file and before the commit.
            try (var connection = service.database().connect();
                    var statement = connection.createStatement()) {
                statement.executeUpdate("UPDATE digest.digest_run SET state = 'sending', sent_at = NULL, step_at = '"
                        + SLOT.plusSeconds(15) + "'");
            }
            service.clock().advance(Duration.ofSeconds(20));
            service.startProcess(mail);

            assertThat(service.others().awaitSent().runId()).isEqualTo(due.runId());
            assertThat(names()).containsExactly("2026-11-21T0730-" + due.runId() + ".eml");
            assertThat(service.stateOf(ada, due.runId())).isEqualTo("sent");
        }
    }

    @Test
    void serviceWithoutAPlaceForMailDoesNotStart() {
        assertThatThrownBy(() -> DigestService.start("2026-11-20T12:00:00Z", Map.of()))
                .hasMessageContaining("broadsheet.mail.directory");
    }

    private List<String> names() throws Exception {
        try (var files = Files.list(folder.resolve("mail"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
