package org.broadsheet.http;

import java.util.HashMap;
import java.util.Map;
import org.broadsheet.settings.MailServer;
import org.broadsheet.settings.Secret;

/** A mail server as the configuration that the digest service takes. */
public final class MailProperties {
    /** Where mails go instead of to a server: a folder. */
    public static final String DIRECTORY = "broadsheet.mail.directory";

    private static final String PREFIX = "broadsheet.mail.";

    private MailProperties() {}

    public static Map<String, Object> of(MailServer server) {
        var properties = new HashMap<String, Object>();
        properties.put(PREFIX + "host", server.host());
        properties.put(PREFIX + "port", server.port());
        properties.put(PREFIX + "tls", server.tls());
        server.user().ifPresent(user -> properties.put(PREFIX + "user", user));
        server.password().map(Secret::reveal).ifPresent(password -> properties.put(PREFIX + "password", password));
        server.from().ifPresent(from -> properties.put(PREFIX + "from", from));
        return properties;
    }
}
