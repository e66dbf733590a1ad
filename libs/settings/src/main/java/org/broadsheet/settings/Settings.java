package org.broadsheet.settings;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment says. A variable that is absent or blank is an empty component.
 *
 * @param database {@code BROADSHEET_DATABASE_URL}, with {@code BROADSHEET_DATABASE_PASSWORD} where that is set
 * @param servicePasswords {@code BROADSHEET_USER_DATABASE_PASSWORD} and its like, by service: of the roles that preparing a
 *     database gives the services
 * @param amqp {@code BROADSHEET_AMQP_URL} with {@code BROADSHEET_AMQP_PASSWORD}: {@code amqp(s)://user:password@host:port/vhost},
 *     as AMQP clients take it
 * @param mail {@code BROADSHEET_SMTP_URL} with {@code BROADSHEET_SMTP_PASSWORD}
 * @param publicUrl {@code BROADSHEET_PUBLIC_URL}: the http(s) origin people reach us at, without a slash at its end
 * @param secretKey {@code BROADSHEET_SECRET_KEY}: at least 256 bits
 * @param networks {@code BROADSHEET_X_*} and {@code BROADSHEET_BLUESKY_*}
 * @param parameters {@code BROADSHEET_PARAMETERS}
 * @param emf {@code BROADSHEET_METRICS=emf}: whether metrics are written for CloudWatch
 * @param fetchAllow {@code BROADSHEET_FETCH_ALLOW}: addresses or networks with or without port, as written
 */
public record Settings(
        Optional<Database> database,
        Map<String, Secret> servicePasswords,
        Optional<Secret> amqp,
        Optional<MailServer> mail,
        Optional<URI> publicUrl,
        Optional<SecretKey> secretKey,
        Networks networks,
        Optional<ParameterPath> parameters,
        boolean emf,
        List<String> fetchAllow) {
    public Settings {
        requireNonNull(database, "database");
        servicePasswords = Map.copyOf(servicePasswords);
        requireNonNull(amqp, "amqp");
        requireNonNull(mail, "mail");
        requireNonNull(publicUrl, "publicUrl");
        requireNonNull(secretKey, "secretKey");
        requireNonNull(networks, "networks");
        requireNonNull(parameters, "parameters");
        fetchAllow = List.copyOf(fetchAllow);
    }

    /**
     * Reads all settings.
     *
     * @param environment names and values, others than {@code BROADSHEET_*} among them
     * @throws SettingsException with every wrong value and every unknown {@code BROADSHEET_*} name
     */
    public static Settings read(Map<String, String> environment) {
        Environment known = new Environment(environment);
        Settings settings = new Settings(
                known.readWithPassword("BROADSHEET_DATABASE", Database::parse),
                servicePasswords(known),
                known.readWithPassword("BROADSHEET_AMQP", AmqpUrl::parse).map(AmqpUrl::whole),
                known.readWithPassword("BROADSHEET_SMTP", MailServer::parse),
                known.read("BROADSHEET_PUBLIC_URL", PublicUrl::parse),
                known.read("BROADSHEET_SECRET_KEY", SecretKey::parse),
                Networks.read(known),
                known.read("BROADSHEET_PARAMETERS", ParameterPath::parse),
                known.read("BROADSHEET_METRICS", Settings::emf).isPresent(),
                known.read("BROADSHEET_FETCH_ALLOW", FetchAllowSyntax::parse).orElse(List.of()));
        if (settings.emf() && settings.parameters().isEmpty()) {
            known.problem("BROADSHEET_METRICS=emf needs BROADSHEET_PARAMETERS, whose path names the stage");
        }
        known.requireNoProblems();
        return settings;
    }

    private static String emf(String value) {
        if (!value.equals("emf")) {
            throw new Wrong("is not emf, the only form there is besides /prometheus, which needs no setting");
        }
        return value;
    }

    private static Map<String, Secret> servicePasswords(Environment known) {
        Map<String, Secret> passwords = new HashMap<>();
        for (String service : List.of("user", "ingest", "filter", "feed", "digest")) {
            known.read("BROADSHEET_" + service.toUpperCase(Locale.ROOT) + "_DATABASE_PASSWORD", Secret::new)
                    .ifPresent(password -> passwords.put(service, password));
        }
        return passwords;
    }
}
