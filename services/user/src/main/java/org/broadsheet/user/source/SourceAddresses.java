package org.broadsheet.user.source;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import org.broadsheet.http.ProblemException;
import org.broadsheet.links.Rejected;
import org.broadsheet.links.WebUrl;
import org.broadsheet.links.fetch.AddressGuard;
import org.broadsheet.links.fetch.FetchAllow;

/** Reads addresses as people type them, and refuses at once what needs no network to be refused. */
@Singleton
public final class SourceAddresses {
    private final AddressGuard guard;

    /** @param fetchAllow private addresses that may be fetched all the same, see {@link FetchAllow#parse} */
    SourceAddresses(@Value("${broadsheet.fetch-allow:}") String fetchAllow) {
        this.guard = new AddressGuard(FetchAllow.parse(fetchAllow));
    }

    /**
     * @param text an http(s) URL, or one without its scheme, or with {@code feed:} for it
     * @throws ProblemException 422 with the reason in words
     */
    public SourceAddress read(String text) {
        var absolute = absolute(text.strip());
        return switch (WebUrl.parse(absolute)) {
            case Rejected rejected ->
                throw ProblemException.unacceptable("This is not an address that can be read: "
                        + rejected.reason().words() + ".");
            case WebUrl url -> {
                refusal(absolute).ifPresent(reason -> {
                    throw ProblemException.unacceptable(reason);
                });
                var plain = url.withoutFragment();
                yield new SourceAddress(plain.toString(), key(plain));
            }
        };
    }

    private Optional<String> refusal(String url) {
        return guard.judgeLiteral(url).map(refusal -> refusal.reason());
    }

    /** http and https are one address here, and so is a slash at the end. */
    private static String key(WebUrl url) {
        var target = url.requestTarget();
        return url.authority() + (target.endsWith("/") ? target.substring(0, target.length() - 1) : target);
    }

    private static String absolute(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("feed://")) {
            return "http" + text.substring("feed".length());
        }
        if (lower.startsWith("feed:")) {
            return text.substring("feed:".length());
        }
        boolean hasScheme = text.matches("[A-Za-z][A-Za-z0-9+.-]*:(?![0-9]).*");
        return hasScheme ? text : "https://" + text;
    }
}
