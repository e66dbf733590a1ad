package org.broadsheet.standalone;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.broadsheet.events.Service;
import org.broadsheet.http.ServicePlan;
import org.broadsheet.settings.SecretKey;
import org.broadsheet.settings.Settings;
import org.broadsheet.testing.FreePort;

/**
 * Runs a service as its image does, against a database and a broker of its own, asks it what first callers ask, and stops
 * it: {@code Trial SERVICE COMMAND...}, where COMMAND starts it, and SERVICE is one of the five or {@code standalone}. The build of an image
 * records a start so, and judges one by the line that is printed. Status 1 if it does not answer, does not ask for its
 * parameters, or does not stop.
 */
final class Trial {
    private static final Duration BECOMES_READY = Duration.ofSeconds(120);
    private static final Duration STOPS = Duration.ofSeconds(60);
    private static final int TERMINATED = 143;

    /** How long it is left alone before its memory is read. */
    private static final Duration IDLE = Duration.ofSeconds(Integer.getInteger("broadsheet.trial.idle", 0));

    private final String name;
    private final List<String> command;
    private final int port = FreePort.take();
    private final int managementPort = FreePort.take();

    private Trial(String name, List<String> command) {
        this.name = name;
        this.command = List.copyOf(command);
    }

    public static void main(String[] words) throws IOException, InterruptedException {
        if (words.length < 2) {
            System.err.println("use: Trial SERVICE COMMAND...");
            System.exit(2);
        }
        var folder = Files.createTempDirectory("broadsheet-trial-");
        var terminal = new Terminal(System.err);
        try (var data = DataFolder.take(folder.resolve("servers"));
                var servers = new Servers(Settings.read(Map.of()), data, terminal);
                var parameters = new TrialParameters()) {
            new Trial(words[0], Arrays.asList(words).subList(1, words.length))
                    .run(servers, parameters, data.secretKey(), folder);
        }
    }

    private void run(Servers servers, TrialParameters parameters, SecretKey key, Path folder)
            throws IOException, InterruptedException {
        var all = new ArrayList<>(command);
        if (name.equals("standalone")) {
            all.addAll(List.of(
                    "--port", "" + port, "--data", folder.resolve("data").toString()));
        }
        var builder = new ProcessBuilder(all).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment(servers, key));
        builder.environment().putAll(parameters.environment(name));
        long begin = System.nanoTime();
        var process = builder.start();
        try {
            awaitReady(process);
            long ready = System.nanoTime();
            Rehearsal.asSomebody(
                            URI.create("http://127.0.0.1:" + port + "/"),
                            Base64.getEncoder().encodeToString(key.bytes()))
                    .play();
            parameters.awaitAsked();
            if (process.waitFor(IDLE)) {
                throw new StartException(name + " ended by itself");
            }
            long memory = residentKilobytes(process.pid());
            long asked = System.nanoTime();
            process.destroy();
            if (!process.waitFor(STOPS.toSeconds(), TimeUnit.SECONDS) || !isGood(process.exitValue())) {
                throw new StartException(name + " did not stop as it should");
            }
            System.out.printf(
                    Locale.ROOT,
                    "{\"service\": \"%s\", \"ready_s\": %.2f, \"resident_mb\": %d, \"stop_s\": %.2f}%n",
                    name,
                    seconds(begin, ready),
                    memory / 1024,
                    seconds(asked, System.nanoTime()));
        } finally {
            process.destroyForcibly();
        }
    }

    private Map<String, String> environment(Servers servers, SecretKey key) {
        var administration = servers.database();
        var plan = new Provisioning(
                        administration, new RolePasswords(Map.of(), Optional.of(key)), new Terminal(System.err))
                .provide();
        var database = Arrays.stream(Service.values())
                .filter(service -> service.wireName().equals(name))
                .findFirst()
                .map(service -> requireNonNull(plan.get(service)))
                .orElseGet(() -> new ServicePlan.Database(
                        administration.jdbcUrl(), administration.user(), administration.password()));
        var environment = new HashMap<String, String>();
        environment.put("BROADSHEET_DATABASE_URL", database.jdbcUrl() + "?user=" + database.user());
        environment.put("BROADSHEET_DATABASE_PASSWORD", database.password());
        environment.put("BROADSHEET_AMQP_URL", servers.broker());
        environment.put("BROADSHEET_SECRET_KEY", Base64.getEncoder().encodeToString(key.bytes()));
        environment.put("BROADSHEET_SMTP_URL", "smtp://127.0.0.1:9?from=trial@broadsheet.example");
        environment.put("BROADSHEET_PUBLIC_URL", "http://localhost:" + port);
        // The only options that come after those of the command, so that it may run beside another.
        environment.put(
                "_JAVA_OPTIONS", "-Dbroadsheet.port=" + port + " -Dbroadsheet.management-port=" + managementPort);
        return environment;
    }

    private void awaitReady(Process process) throws InterruptedException {
        long deadline = System.nanoTime() + BECOMES_READY.toNanos();
        while (!isReady()) {
            // Its end is what is waited for, in short turns: it should not come.
            if (process.waitFor(5, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                throw new StartException(name + " was not ready in time, or ended");
            }
        }
    }

    private boolean isReady() {
        try {
            var call = (HttpURLConnection) URI.create("http://127.0.0.1:" + managementPort + "/health/readiness")
                    .toURL()
                    .openConnection();
            return call.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isGood(int status) {
        return status == 0 || status == TERMINATED;
    }

    /** Of Linux; 0 elsewhere. */
    private static long residentKilobytes(long process) throws IOException {
        var status = Path.of("/proc", "" + process, "status");
        if (Files.notExists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
    }
}
