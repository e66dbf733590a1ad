package org.broadsheet.tunables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.broadsheet.tunables.FakeParameterStore.parameter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.broadsheet.settings.Settings;
import org.broadsheet.settings.Tunables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** As a container of a deployment has it: the platform says the region and where the task's credentials are. */
@Timeout(60)
class TunableThreadTest {
    private static final List<String> PLATFORM =
            List.of("aws.region", "aws.endpointUrlSsm", "aws.containerCredentialsFullUri");

    private FakeParameterStore store;

    @BeforeEach
    void start() throws IOException {
        store = new FakeParameterStore();
        store.serve(parameter("/broadsheet/test/ingest/polls-in-flight", "String", "7"));
        System.setProperty("aws.region", "eu-central-1");
        System.setProperty("aws.endpointUrlSsm", store.uri().toString());
        System.setProperty("aws.containerCredentialsFullUri", store.uri() + "/credentials");
    }

    @AfterEach
    void stop() {
        PLATFORM.forEach(System::clearProperty);
        store.close();
    }

    @Test
    void aProcessOfADeploymentReadsItsOwnParametersAsItsTask() {
        try (var process = process(Map.of("BROADSHEET_PARAMETERS", "/broadsheet/test/ingest/"))) {
            var live = process.getBean(LiveTunables.class);
            await().atMost(Duration.ofSeconds(30)).until(() -> live.of(Tunables.POLLS_IN_FLIGHT, 200) == 7);
            assertThat(store.requests()).singleElement().asString().contains("\"Path\":\"/broadsheet/test/ingest\"");
            assertThat(store.signatures())
                    .singleElement()
                    .asString()
                    .contains(FakeParameterStore.KEY + "/", "/eu-central-1/ssm/");
        }
    }

    @Test
    void withoutADeploymentNobodyIsAskedAndWhatIsConfiguredHolds() {
        try (var process = process(Map.of())) {
            assertThat(process.containsBean(TunableThread.class)).isFalse();
            assertThat(process.getBean(LiveTunables.class).of(Tunables.POLLS_IN_FLIGHT, 33))
                    .isEqualTo(33);
        }
        assertThat(store.requests()).isEmpty();
    }

    private static ApplicationContext process(Map<String, String> environment) {
        var context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .environmentPropertySource(false)
                .properties(TunableProperties.of(Settings.read(environment)))
                .build();
        context.registerSingleton(InstantSource.class, InstantSource.system());
        context.registerSingleton(MeterRegistry.class, new SimpleMeterRegistry());
        return context.start();
    }
}
