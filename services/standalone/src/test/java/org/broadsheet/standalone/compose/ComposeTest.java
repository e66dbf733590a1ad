package org.broadsheet.standalone.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.broadsheet.standalone.compose.ComposeFile.part;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.broadsheet.settings.Settings;
import org.broadsheet.testing.Checkout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeTest {
    private static final Set<String> OURS = Set.of("user", "ingest", "filter", "feed", "digest");
    private static final Set<String> OBSERVERS = Set.of("prometheus", "grafana");
    private static final Set<String> ONCE = Set.of("prepare", "demo");
    private static final Pattern PINNED = Pattern.compile("[\\w./-]+:(v?\\d[\\w.-]*|\\$\\{BROADSHEET_VERSION:-local})");
    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|SECRET|KEY)");
    private static final Pattern LOOPBACK = Pattern.compile("127\\.0\\.0\\.1:\\$\\{\\w+:-(\\d+)}:\\d+");

    private final ComposeFile file = new ComposeFile();

    @Test
    void everyContainerIsBoundedAndItsImagePinned() {
        file.services().forEach((name, service) -> {
            assertThat(part(service, "image").toString()).as(name).matches(PINNED);
            assertThat(part(service, "mem_limit")).as(name).isNotNull();
            assertThat(part(service, "logging").toString()).as(name).contains("max-size");
            assertThat(part(service, "security_opt")).as(name).isEqualTo(List.of("no-new-privileges:true"));
            assertThat(service.get("privileged")).as(name).isNull();
        });
    }

    @Test
    void everyServerIsLookedAfterAndStartedAgain() {
        file.services().forEach((name, service) -> {
            if (!ONCE.contains(name)) {
                assertThat(part(service, "restart")).as(name).isEqualTo("unless-stopped");
                assertThat(part(service, "healthcheck").toString()).as(name).contains("test=", "interval=", "retries=");
            }
        });
    }

    @Test
    void whatIsOursCanWriteNothingButItsTemporaryFiles() {
        file.services().forEach((name, service) -> {
            if (OURS.contains(name) || ONCE.contains(name) || OBSERVERS.contains(name) || name.equals("edge")) {
                assertThat(part(service, "read_only")).as(name).isEqualTo(true);
                assertThat(part(service, "cap_drop")).as(name).isEqualTo(List.of("ALL"));
                assertThat(part(service, "tmpfs").toString()).as(name).contains("/tmp");
            }
        });
    }

    @Test
    void servicesStartWhenTheDatabaseIsPreparedAndTheBrokerIsWell() {
        for (var name : OURS) {
            assertThat((Map<?, ?>) part(file.service(name), "depends_on"))
                    .as(name)
                    .isEqualTo(Map.of(
                            "prepare", Map.of("condition", "service_completed_successfully"),
                            "rabbitmq", Map.of("condition", "service_healthy")));
        }
        assertThat(part(file.service("prepare"), "depends_on").toString())
                .contains("postgres={condition=service_healthy}");
    }

    @Test
    void whatIsForOperatorsStartsOnlyWhereItIsAskedFor() {
        file.services().forEach((name, service) -> {
            if (OBSERVERS.contains(name)) {
                assertThat(part(service, "profiles")).as(name).isEqualTo(List.of("observe"));
                assertThat(part(service, "user").toString()).as(name).matches("[1-9]\\d*:\\d+");
                assertThat(part(service, "volumes").toString()).as(name).contains(name + ":/");
            } else {
                assertThat(String.valueOf(service.get("depends_on"))).as(name).doesNotContain("prometheus", "grafana");
            }
        });
        assertThat(file.volumes()).containsAll(OBSERVERS);
    }

    @Test
    void whatIsMountedIsThere() {
        var mounts = file.services().values().stream()
                .flatMap(service -> service.get("volumes") instanceof List<?> list ? list.stream() : Stream.of())
                .map(Object::toString)
                .filter(mount -> mount.startsWith("./"))
                .toList();
        assertThat(mounts).hasSizeGreaterThan(3).allSatisfy(mount -> {
            assertThat(mount).endsWith(":ro");
            assertThat(Checkout.root().resolve(mount.split(":")[0])).exists();
        });
    }

    @Test
    void prometheusIsBoundedAndGrafanaCallsNobodyAndLetsNobodyIn() {
        assertThat(part(file.service("prometheus"), "command").toString())
                .contains("retention.time=", "retention.size=")
                .doesNotContain("enable-lifecycle", "enable-admin-api");
        var grafana = (Map<?, ?>) part(file.service("grafana"), "environment");
        assertThat(List.of("REPORTING_ENABLED", "CHECK_FOR_UPDATES", "CHECK_FOR_PLUGIN_UPDATES"))
                .allSatisfy(setting ->
                        assertThat(part(grafana, "GF_ANALYTICS_" + setting)).isEqualTo("false"));
        assertThat(part(grafana, "GF_AUTH_ANONYMOUS_ORG_ROLE")).isEqualTo("Viewer");
        assertThat(part(grafana, "GF_AUTH_BASIC_ENABLED")).isEqualTo("false");
        assertThat(part(grafana, "GF_AUTH_DISABLE_LOGIN_FORM")).isEqualTo("true");
    }

    /** Every service with a page of metrics is asked for it, and the broker where its plugin answers. */
    @Test
    void prometheusAsksEveryServiceAtThePortOfItsMetrics() {
        var scraped = ComposeFile.read("deploy/compose/observe/prometheus.yml");
        var names = Pattern.compile("names: \\[([^]]+)]").matcher(scraped);
        assertThat(names.find()).isTrue();
        assertThat(names.group(1).split(", ")).containsExactlyInAnyOrderElementsOf(OURS);
        assertThat(scraped).contains("port: 8081", "metrics_path: /prometheus", "rabbitmq:15692");
        assertThat(ComposeFile.read("deploy/image/Dockerfile")).contains("EXPOSE 8080 8081");
    }

    @Test
    void portsAreOfThisMachineAlone() {
        var ports = file.services().values().stream()
                .flatMap(service -> service.get("ports") instanceof List<?> list ? list.stream() : List.of().stream())
                .map(Object::toString)
                .toList();
        assertThat(ports).isNotEmpty().allMatch(port -> LOOPBACK.matcher(port).matches());
        assertThat(ports.stream().map(port -> LOOPBACK.matcher(port).replaceAll("$1")))
                .doesNotHaveDuplicates();
    }

    @Test
    void theExampleHasEveryVariableAndNoOther() {
        var asked = file.variables().stream().map(found -> found.group(1)).collect(Collectors.toSet());
        assertThat(ComposeFile.example().keySet()).containsExactlyInAnyOrderElementsOf(asked);
    }

    @Test
    void noSecretHasADefault() {
        for (var found : file.variables()) {
            var name = found.group(1);
            if (SECRET.matcher(name).matches()) {
                assertThat(found.group().matches(".*:\\?.+}|.*:-}"))
                        .as(found.group())
                        .isTrue();
            }
        }
        assertThat(file.text).doesNotContainPattern("(?i)(password|secret|key)[\"']?: *[\"']?(?!\\$\\{)[a-z0-9]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "ingest", "filter", "feed", "digest", "prepare"})
    void servicesUnderstandTheirEnvironment(String service) {
        assertThatCode(() -> Settings.read(file.environment(service))).doesNotThrowAnyException();
    }

    @Test
    void eachServiceHasARoleOfItsOwnAndNobodyElsesPassword() {
        for (var name : OURS) {
            var environment = (Map<?, ?>) part(file.service(name), "environment");
            assertThat(part(environment, "BROADSHEET_DATABASE_URL").toString()).contains("//broadsheet_" + name + "@");
            assertThat(part(environment, "BROADSHEET_DATABASE_PASSWORD").toString())
                    .startsWith("${BROADSHEET_" + name.toUpperCase(java.util.Locale.ROOT) + "_DATABASE_PASSWORD:?");
            assertThat(environment.keySet().stream()
                            .filter(key -> key.toString().endsWith("_DATABASE_PASSWORD")))
                    .hasSize(1);
        }
    }
}
