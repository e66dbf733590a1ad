package org.broadsheet.digest.mail;

import static java.util.Objects.requireNonNull;

import io.micronaut.context.exceptions.ConfigurationException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where mail goes. */
sealed interface MailTarget {
    int SMTP_PORT = 25;
    int SMTPS_PORT = 465;

    /** A directory that mails are written into. */
    record Directory(Path path) implements MailTarget {
        public Directory {
            requireNonNull(path, "path");
        }
    }

    /** A mail server. */
    record Server(String host, int port, boolean tls, Optional<Login> login) implements MailTarget {
        public Server {
            requireNonNull(host, "host");
            requireNonNull(login, "login");
            if (port < 1 || port > 65_535) {
                throw new ConfigurationException("broadsheet.mail.port is from 1 to 65535, not " + port);
            }
        }
    }

    record Login(String user, String password) {
        public Login {
            requireNonNull(user, "user");
            requireNonNull(password, "password");
        }

        @Override
        public String toString() {
            return "Login";
        }
    }

    /** @throws ConfigurationException if the settings name no target, or two, or half a login */
    static MailTarget of(MailConfig config) {
        var host = set(config.host());
        var directory = config.directory();
        if (host != null && directory != null) {
            throw new ConfigurationException(
                    "broadsheet.mail.directory and broadsheet.mail.host are both set: mail goes to one of them");
        }
        if (directory != null) {
            return new Directory(directory);
        }
        if (host != null) {
            int usual = config.tls() ? SMTPS_PORT : SMTP_PORT;
            return new Server(host, config.port() == 0 ? usual : config.port(), config.tls(), login(config));
        }
        throw new ConfigurationException("neither broadsheet.mail.directory nor broadsheet.mail.host is set: mail must"
                + " go somewhere (in a container, BROADSHEET_SMTP_URL names the server)");
    }

    private static Optional<Login> login(MailConfig config) {
        var user = set(config.user());
        var password = set(config.password());
        if (user == null && password == null) {
            return Optional.empty();
        }
        if (user == null || password == null) {
            throw new ConfigurationException("broadsheet.mail.user and broadsheet.mail.password go together");
        }
        return Optional.of(new Login(user, password));
    }

    private static @Nullable String set(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
