package org.broadsheet.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.events.Service;
import org.broadsheet.http.page.PageProperties;
import org.broadsheet.http.telemetry.TelemetryProperties;
import org.broadsheet.settings.Secret;
import org.broadsheet.settings.Settings;
import org.broadsheet.settings.SettingsException;
import org.broadsheet.tunables.TunableProperties;

/** The main method of a service in a process of its own, with every server named by the environment. */
public final class ContainerMain {
    private static final int PORT = 8080;
    /** Lets several services stand on one machine without containers, as the fault rig has them. */
    private static final String PORT_PROPERTY = "broadsheet.port";

    private static final URI DEFAULT_PUBLIC_URL = URI.create("http://localhost:" + PORT);

    private ContainerMain() {}

    /** Runs until SIGTERM; wrong settings end the process with status 2 and a line for each. */
    public static void run(Service service) {
        try {
            var running = ServiceRunner.start(plan(service, Settings.read(System.getenv())));
            Runtime.getRuntime().addShutdownHook(new Thread(running::close, "shutdown"));
        } catch (SettingsException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static ServicePlan plan(Service service, Settings settings) {
        var missing = new ArrayList<String>();
        requireSet(settings.database(), "BROADSHEET_DATABASE_URL", missing);
        requireSet(settings.amqp(), "BROADSHEET_AMQP_URL", missing);
        requireSet(settings.secretKey(), "BROADSHEET_SECRET_KEY", missing);
        if (service == Service.DIGEST) {
            requireSet(settings.mail(), "BROADSHEET_SMTP_URL", missing);
        }
        if (!missing.isEmpty()) {
            throw new SettingsException(missing);
        }
        var database = settings.database().orElseThrow();
        return new ServicePlan(
                Map.of(
                        service,
                        new ServicePlan.Database(
                                database.jdbcUrl(),
                                database.user(),
                                database.password().map(Secret::reveal).orElse(""))),
                settings.amqp().orElseThrow().reveal(),
                null,
                Integer.getInteger(PORT_PROPERTY, PORT),
                Base64.getEncoder()
                        .encodeToString(settings.secretKey().orElseThrow().bytes()),
                settings.publicUrl().orElse(DEFAULT_PUBLIC_URL),
                more(settings));
    }

    private static Map<String, Object> more(Settings settings) {
        var more = new HashMap<String, Object>();
        more.putAll(PageProperties.all());
        more.putAll(ManagementPort.properties());
        more.putAll(TelemetryProperties.of(settings));
        more.putAll(TunableProperties.of(settings));
        more.put("broadsheet.fetch-allow", String.join(",", settings.fetchAllow()));
        more.putAll(NetworkProperties.of(settings.networks()));
        settings.mail().map(MailProperties::of).ifPresent(more::putAll);
        return more;
    }

    private static void requireSet(Optional<?> setting, String name, List<String> missing) {
        if (setting.isEmpty()) {
            missing.add(name + " must be set for a service in a process of its own");
        }
    }
}
