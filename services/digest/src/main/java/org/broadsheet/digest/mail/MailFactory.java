package org.broadsheet.digest.mail;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import org.broadsheet.http.HttpConfig;

/** Reads the settings of mail at the start, so that wrong ones stop it. */
@Factory
final class MailFactory {
    @Context
    Sender sender(MailConfig config) {
        return Sender.of(config.from());
    }

    @Context
    MailTransport transport(MailConfig config, HttpConfig http) {
        return switch (MailTarget.of(config)) {
            case MailTarget.Directory directory -> new DirectoryTransport(directory.path());
            case MailTarget.Server server -> new SmtpTransport(server, http.publicUrl());
        };
    }
}
