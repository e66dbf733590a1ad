package org.broadsheet.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchedulesIT {
    private static final String PATH = "/api/v1/digest-schedules";
    private static final String DAILY = "{\"name\": \"Daily\", \"at\": \"07:30\", \"zone\": \"Europe/Berlin\"}";

    @SuppressWarnings("NullAway.Init")
    private DigestService service;

    @BeforeAll
    void start(@TempDir Path mail) throws Exception {
        service = DigestService.start("2026-11-20T12:00:00Z", Map.of("broadsheet.mail.directory", mail));
    }

    @AfterAll
    void close() throws Exception {
        service.close();
    }

    @Test
    void newScheduleIsShownWithItsNextRun() throws Exception {
        var ada = UUID.randomUUID();

        var made = service.call(ada, "POST", PATH, DAILY);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.data())
                .containsEntry("name", "Daily")
                .containsEntry("days", List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU"))
                .containsEntry("at", "07:30")
                .containsEntry("zone", "Europe/Berlin")
                .containsEntry("size", 10)
                .containsEntry("layout", "default")
                .containsEntry("scope", "all")
                .containsEntry("nextRunAt", "2026-11-21T06:30:00Z");
        var listed = service.call(ada, "GET", PATH, null);
        assertThat(listed.items()).singleElement().isEqualTo(made.data());
        assertThat(listed.data()).containsEntry("totalItems", 1);
    }

    @Test
    void oneScheduleIsAllForNow() throws Exception {
        var ada = UUID.randomUUID();
        var first = service.call(ada, "POST", PATH, DAILY);

        var second = service.call(ada, "POST", PATH, DAILY);

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.message()).contains("one is all for now");
        assertThat(second.text("id")).isEqualTo(first.text("id"));
        assertThat(service.call(ada, "GET", PATH, null).items()).hasSize(1);
    }

    @Test
    void changeIsAboutEverythingAndComputesTheNextRunAnew() throws Exception {
        var ada = UUID.randomUUID();
        var id = service.schedule(ada, "07:30", "Europe/Berlin");

        var changed = service.call(
                ada,
                "PUT",
                PATH + "/" + id,
                "{\"name\": \"Sunday\", \"days\": [\"SU\"], \"at\": \"18:00\", \"zone\": \"America/New_York\", \"size\": 50,"
                        + " \"layout\": \"default\", \"scope\": \"all\"}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.data())
                .containsEntry("id", id.toString())
                .containsEntry("days", List.of("SU"))
                .containsEntry("size", 50)
                .containsEntry("nextRunAt", "2026-11-22T23:00:00Z");
    }

    @Test
    void deletedScheduleIsGoneAndAnotherCanBeMade() throws Exception {
        var ada = UUID.randomUUID();
        var id = service.schedule(ada, "07:30", "Europe/Berlin");

        assertThat(service.call(ada, "DELETE", PATH + "/" + id, null).status()).isEqualTo(200);

        assertThat(service.call(ada, "DELETE", PATH + "/" + id, null).status()).isEqualTo(404);
        assertThat(service.call(ada, "GET", PATH, null).items()).isEmpty();
        assertThat(service.call(ada, "POST", PATH, DAILY).status()).isEqualTo(201);
    }

    @Test
    void anotherUsersScheduleDoesNotExist() throws Exception {
        var id = service.schedule(UUID.randomUUID(), "07:30", "Europe/Berlin");
        var eve = UUID.randomUUID();

        assertThat(service.call(eve, "PUT", PATH + "/" + id, DAILY).status()).isEqualTo(404);
        assertThat(service.call(eve, "DELETE", PATH + "/" + id, null).status()).isEqualTo(404);
        assertThat(service.call(eve, "GET", PATH, null).items()).isEmpty();
        assertThat(service.call(null, "GET", PATH, null).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"at\": \"25:00\", \"zone\": \"UTC\"} | 422 | time of day",
                "{\"at\": \"07:30\", \"zone\": \"Mars/Olympus\"} | 422 | time zone",
                "{\"at\": \"07:30\", \"zone\": \"UTC\", \"size\": 51} | 422 | 1 to 50",
                "{\"at\": \"07:30\", \"zone\": \"UTC\", \"layout\": \"modern\"} | 422 | layout",
                "{\"at\": \"07:30\", \"zone\": \"UTC\", \"scope\": \"saved\"} | 422 | scope",
                "{\"at\": \"07:30\", \"zone\": \"UTC\", \"days\": [\"XX\"]} | 422 | not a day",
                "{} | 422 | at is missing",
                "{\"at\": \"07:30\", \"zone\": \"UTC\", \"colour\": \"red\"} | 400 | colour",
                "{\"at\": \"07:30\", \"zone\": \"UTC\", \"size\": \"many\"} | 400 | ''",
                "{\"at\": | 400 | ''",
            })
    void badInputIsRefusedInWordsAndChangesNothing(String body, int status, String words) throws Exception {
        var ada = UUID.randomUUID();

        var answer = service.call(ada, "POST", PATH, body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.message()).isNotBlank().contains(words);
        assertThat(service.call(ada, "GET", PATH, null).items()).isEmpty();
    }
}
