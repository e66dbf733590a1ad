package org.broadsheet.chaos.rig;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.broadsheet.events.Service;
import org.jspecify.annotations.Nullable;

/**
 * The command and environment of a service's process: settings as in a container, and shorter times than anybody would
 * set, so that in minutes happens what else takes days.
 *
 * @param settings of all services, besides
 * @param plant the bug that is planted into every service, null for none
 */
record Launch(
        Programs programs,
        Path folder,
        int databasePort,
        URI broker,
        int mailPort,
        String fetchAllow,
        Map<String, String> settings,
        @Nullable String plant) {
    private static final String SECRET_KEY = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final String PLANTED_MAIN = "org.broadsheet.chaos.plant.PlantedMain";
    /** On loopback, where Bluesky knows clients for development; never a source, so not the address of ours. */
    static final String PUBLIC_URL = "http://localhost";

    private static final Map<Service, Map<String, String>> TIMES = Map.of(
            Service.INGEST,
            Map.ofEntries(
                    Map.entry("broadsheet.ingest.min-interval", "2s"),
                    Map.entry("broadsheet.ingest.max-interval", "4s"),
                    Map.entry("broadsheet.ingest.tick", "500ms"),
                    Map.entry("broadsheet.ingest.lease", "20s"),
                    Map.entry("broadsheet.ingest.in-flight-per-host", "64"),
                    Map.entry("broadsheet.ingest.timelines.min-interval", "2s"),
                    Map.entry("broadsheet.ingest.timelines.max-interval", "4s"),
                    Map.entry("broadsheet.ingest.timelines.thorough", "8s"),
                    Map.entry("broadsheet.ingest.timelines.longest", "10s"),
                    Map.entry("broadsheet.ingest.timelines.cold-pause", "1s"),
                    Map.entry("broadsheet.ingest.connections.longest-refresh", "10s"),
                    Map.entry("broadsheet.ingest.connections.first-pause", "2s")),
            Service.DIGEST,
            Map.of(
                    "broadsheet.digest.schedule-interval", "1s",
                    "broadsheet.digest.mail-interval", "500ms",
                    "broadsheet.digest.lease", "30s",
                    "broadsheet.digest.retry-base", "1s",
                    "broadsheet.digest.retry-cap", "5s",
                    "broadsheet.digest.attempts", "30"));

    List<String> command(Service service, int port) {
        var main = "org.broadsheet." + service.wireName() + ".Application";
        var command = new ArrayList<>(List.of(
                "setpriv",
                "--pdeathsig",
                "KILL",
                "--",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + (service == Service.USER ? 224 : 128) + "m", // user hashes passwords with 64 MB each
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=64m",
                "-Xss512k",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dbroadsheet.log=TERMINAL",
                "-Dbroadsheet.port=" + port,
                "-Dmicronaut.server.host=127.0.0.1"));
        new TreeMap<>(TIMES.getOrDefault(service, Map.of()))
                .forEach((name, value) -> command.add("-D" + name + "=" + value));
        new TreeMap<>(settings).forEach((name, value) -> command.add("-D" + name + "=" + value));
        if (plant == null) {
            // Recorded when a process ends in an orderly way; later ones start in half the time.
            command.addAll(List.of(
                    "-XX:+AutoCreateSharedArchive",
                    "-XX:SharedArchiveFile=" + folder.resolve(service.wireName() + ".jsa"),
                    "-Xlog:cds=off,cds+dynamic=off"));
            command.addAll(List.of("-cp", programs.of(service), main));
        } else {
            command.addAll(List.of(
                    "-Djdk.attach.allowAttachSelf=true",
                    "-XX:+EnableDynamicAgentLoading",
                    "-cp",
                    programs.withRig(service),
                    PLANTED_MAIN,
                    plant,
                    main));
        }
        return command;
    }

    Map<String, String> environment(Service service) {
        return Map.of(
                "BROADSHEET_DATABASE_URL",
                "postgresql://%s:%s@127.0.0.1:%d/%s"
                        .formatted(Database.role(service), Database.role(service), databasePort, Database.NAME),
                "BROADSHEET_AMQP_URL",
                broker.toString(),
                "BROADSHEET_SMTP_URL",
                "smtp://127.0.0.1:" + mailPort,
                "BROADSHEET_SECRET_KEY",
                SECRET_KEY,
                "BROADSHEET_PUBLIC_URL",
                PUBLIC_URL,
                "BROADSHEET_FETCH_ALLOW",
                fetchAllow);
    }
}
