package org.broadsheet.settings;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** {@code BROADSHEET_PUBLIC_URL}. */
final class PublicUrl {
    private static final String EXPECTED =
            "is not an origin like https://news.example.org (http or https, a host, no path after it)";

    private PublicUrl() {}

    static URI parse(String value) {
        URI url = UrlParts.withHost(value, Set.of("http", "https"), EXPECTED);
        boolean path = !url.getRawPath().isEmpty() && !url.getRawPath().equals("/");
        if (path || url.getRawQuery() != null || url.getRawFragment() != null || url.getRawUserInfo() != null) {
            throw new Wrong(EXPECTED);
        }
        int usual = url.getScheme().equals("https") ? 443 : 80;
        String port = url.getPort() == -1 || url.getPort() == usual ? "" : ":" + url.getPort();
        return URI.create(url.getScheme() + "://" + url.getHost().toLowerCase(Locale.ROOT) + port);
    }
}
