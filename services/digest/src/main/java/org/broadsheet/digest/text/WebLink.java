package org.broadsheet.digest.text;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.links.RegistrableDomain;
import org.broadsheet.links.Rejected;
import org.broadsheet.links.WebUrl;
import org.jspecify.annotations.Nullable;

/**
 * An address that a digest may link to: http or https, without user-info.
 *
 * @param host where it leads, in ASCII, so that no foreign letter passes for another
 */
public record WebLink(String url, String host) {
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:[a-z][a-z0-9+.-]*:/*)?(?:[^/?#@]*@)?(?<host>[\\p{L}\\p{N}-]+(?:[.。．｡][\\p{L}\\p{N}-]+)+)(?:[:/?#].*)?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    public WebLink {
        requireNonNull(url, "url");
        requireNonNull(host, "host");
    }

    /** The link that a text gives, empty if it is none that may be opened. */
    public static Optional<WebLink> of(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        return switch (WebUrl.parse(text)) {
            case Rejected rejected -> Optional.empty();
            case WebUrl url -> Optional.of(new WebLink(url.toUri().toASCIIString(), url.host()));
        };
    }

    /** What the link says: its title, unless that is itself an address, and another one. */
    public String label(String title) {
        if (title.isBlank()) {
            return host;
        }
        Matcher address = ADDRESS.matcher(title.strip());
        return address.matches() && !leadsTo(address.group("host")) ? "An article at " + host : title;
    }

    private boolean leadsTo(String shownHost) {
        return shownHost.equalsIgnoreCase(host)
                || RegistrableDomain.of(shownHost)
                        .filter(domain -> RegistrableDomain.of(host).equals(Optional.of(domain)))
                        .isPresent();
    }
}
