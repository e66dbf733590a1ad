package org.broadsheet.standalone.dlq;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.broadsheet.messaging.DeadLetterQueues;
import org.broadsheet.settings.Secret;
import org.broadsheet.settings.Settings;
import org.broadsheet.settings.SettingsException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which broker is meant. Its address is never printed. */
final class BrokerOptions {
    private static final String VARIABLE = "BROADSHEET_AMQP_URL";
    private static final Duration CONFIRM_TIMEOUT = Duration.ofSeconds(10);

    private final Map<String, String> environment;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--amqp-url",
            paramLabel = "URL",
            description = "The broker. Others on this machine can read it while this runs; the variable "
                    + "BROADSHEET_AMQP_URL, which is asked next, keeps it from them")
    private @Nullable String url;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${sys:broadsheet.data:-data}",
            description = "Else the embedded broker of the ./broadsheet up that runs on this folder (data/ of the "
                    + "checkout)")
    private Path data = Path.of("data");

    @Option(
            names = "--prefix",
            paramLabel = "TEXT",
            defaultValue = "${sys:broadsheet.amqp.prefix:-}",
            description = "Before the names of queues, where broadsheet.amqp.prefix is set")
    private String prefix = "";

    BrokerOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * @throws IOException if the broker is not there; the message is one line
     * @throws ParameterException if the address is none
     */
    DeadLetterQueues open() throws IOException {
        if (url != null) {
            return open(checked("--amqp-url", url), "--amqp-url");
        }
        var variable = environment.getOrDefault(VARIABLE, "");
        if (!variable.isBlank()) {
            return open(checked(VARIABLE, variable), VARIABLE);
        }
        var folder = data.toAbsolutePath().normalize();
        var embedded = BrokerAddressFile.read(folder)
                .orElseThrow(() -> new IOException("no ./broadsheet up with a broker of its own runs on " + folder
                        + ": start it, say where by --data DIR, or name the broker by " + VARIABLE + " or --amqp-url"));
        return open(embedded, "the embedded broker of " + folder);
    }

    private DeadLetterQueues open(String address, String setting) throws IOException {
        return DeadLetterQueues.open(address, setting, prefix, CONFIRM_TIMEOUT);
    }

    private String checked(String setting, String value) {
        try {
            return Settings.read(Map.of(VARIABLE, value))
                    .amqp()
                    .map(Secret::reveal)
                    .orElseThrow(() -> new SettingsException(List.of(VARIABLE + ": is empty")));
        } catch (SettingsException e) {
            var problem = String.join("; ", e.problems()).replaceFirst(VARIABLE, setting);
            throw new ParameterException(Objects.requireNonNull(command).commandLine(), problem);
        }
    }
}
