package org.broadsheet.links;

import java.util.Map;
import java.util.Optional;

/** Whether a host is one of a site's. */
final class HostMatch {
    private HostMatch() {}

    /** The domain itself or a name below it. */
    static boolean isBelow(String host, String domain) {
        return host.equals(domain) || host.endsWith(domain) && host.charAt(host.length() - domain.length() - 1) == '.';
    }

    /** What a table by site says of a host: the entry of the host itself, else of the nearest name above it. */
    static <V> Optional<V> bySite(Map<String, V> table, String host) {
        for (int from = 0; from >= 0 && from < host.length(); ) {
            V value = table.get(host.substring(from));
            if (value != null) {
                return Optional.of(value);
            }
            int dot = host.indexOf('.', from);
            from = dot < 0 ? -1 : dot + 1;
        }
        return Optional.empty();
    }

    /** A site that has one domain for each country: {@code amazon.de}, {@code www.google.co.uk}. */
    static boolean isCountrySite(String host, String name) {
        return RegistrableDomain.of(host)
                .filter(domain -> domain.startsWith(name + "."))
                .isPresent();
    }
}
