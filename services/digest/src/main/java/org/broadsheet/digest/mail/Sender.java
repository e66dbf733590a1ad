package org.broadsheet.digest.mail;

import static java.util.Objects.requireNonNull;

import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Whom digests are from.
 *
 * @param named whether the operator said so, and may then get replies
 */
record Sender(InternetAddress address, boolean named) {
    private static final String DEFAULT = "Broadsheet <digest@localhost>";

    Sender {
        requireNonNull(address, "address");
    }

    /** @throws ConfigurationException if it is not one address */
    static Sender of(@Nullable String from) {
        boolean named = from != null && !from.isBlank();
        try {
            var address = new InternetAddress(named ? from : DEFAULT, true);
            if (!address.getAddress().contains("@")) {
                throw new AddressException("no domain");
            }
            return new Sender(address, named);
        } catch (AddressException e) {
            throw new ConfigurationException(
                    "broadsheet.mail.from is not an address like 'News <news@example.org>'", e);
        }
    }

    String domain() {
        var text = address.getAddress();
        return text.substring(text.lastIndexOf('@') + 1);
    }
}
