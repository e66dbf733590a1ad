package org.broadsheet.digest.mail;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where mail goes: either {@code directory} or {@code host}; {@link MailTarget#of} reads it.
 *
 * @param directory mails are written into it, for a system without a mail server
 * @param host of the mail server
 * @param port 0 for 25, or 465 with {@code tls}
 * @param tls from the first byte; else STARTTLS where the server offers it
 * @param from the sender; null for {@code Broadsheet <digest@localhost>}
 */
@ConfigurationProperties("broadsheet.mail")
record MailConfig(
        @Nullable Path directory,
        @Nullable String host,
        @Bindable(defaultValue = "0") int port,
        @Bindable(defaultValue = "false") boolean tls,
        @Nullable String user,
        @Nullable String password,
        @Nullable String from) {
    @Override
    public String toString() {
        return "MailConfig[directory=" + directory + ", host=" + host + "]";
    }
}
