package org.broadsheet.settings;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the networks are at which readers connect accounts, and the operator's client at X.
 *
 * @param xClientId {@code BROADSHEET_X_CLIENT_ID}
 * @param xClientSecret {@code BROADSHEET_X_CLIENT_SECRET}; absent for a public client
 * @param xApi {@code BROADSHEET_X_API_URL}, an origin
 * @param xAuthorize {@code BROADSHEET_X_AUTHORIZE_URL}, an origin
 * @param xPostPrice {@code BROADSHEET_X_POST_PRICE}, in US dollars
 * @param xMonthlyCap {@code BROADSHEET_X_MONTHLY_CAP}, in US dollars for each user
 * @param blueskyDirectory {@code BROADSHEET_BLUESKY_DIRECTORY_URL}, an origin
 * @param blueskyAppView {@code BROADSHEET_BLUESKY_APPVIEW_URL}, an origin
 */
public record Networks(
        Optional<String> xClientId,
        Optional<Secret> xClientSecret,
        Optional<URI> xApi,
        Optional<URI> xAuthorize,
        Optional<BigDecimal> xPostPrice,
        Optional<BigDecimal> xMonthlyCap,
        Optional<URI> blueskyDirectory,
        Optional<URI> blueskyAppView) {
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7E]{1,300}");

    private static final Pattern DOLLARS = Pattern.compile("[0-9]{1,9}(?:\\.[0-9]{1,6})?");

    public Networks {
        requireNonNull(xClientId, "xClientId");
        requireNonNull(xClientSecret, "xClientSecret");
        requireNonNull(xApi, "xApi");
        requireNonNull(xAuthorize, "xAuthorize");
        requireNonNull(xPostPrice, "xPostPrice");
        requireNonNull(xMonthlyCap, "xMonthlyCap");
        requireNonNull(blueskyDirectory, "blueskyDirectory");
        requireNonNull(blueskyAppView, "blueskyAppView");
    }

    static Networks read(Environment known) {
        Networks networks = new Networks(
                known.read("BROADSHEET_X_CLIENT_ID", Networks::printable),
                known.read("BROADSHEET_X_CLIENT_SECRET", Networks::printable).map(Secret::new),
                known.read("BROADSHEET_X_API_URL", PublicUrl::parse),
                known.read("BROADSHEET_X_AUTHORIZE_URL", PublicUrl::parse),
                known.read("BROADSHEET_X_POST_PRICE", Networks::price),
                known.read("BROADSHEET_X_MONTHLY_CAP", Networks::dollars),
                known.read("BROADSHEET_BLUESKY_DIRECTORY_URL", PublicUrl::parse),
                known.read("BROADSHEET_BLUESKY_APPVIEW_URL", PublicUrl::parse));
        if (networks.xClientSecret.isPresent() && networks.xClientId.isEmpty()) {
            known.problem("BROADSHEET_X_CLIENT_SECRET: needs BROADSHEET_X_CLIENT_ID, whose secret it is");
        }
        return networks;
    }

    private static BigDecimal price(String value) {
        var price = dollars(value);
        if (price.signum() == 0) {
            throw new Wrong("is not what a post costs: X gives none away");
        }
        return price;
    }

    private static BigDecimal dollars(String value) {
        if (!DOLLARS.matcher(value).matches()) {
            throw new Wrong("is not an amount of US dollars such as 10 or 0.005, with six decimals at most");
        }
        return new BigDecimal(value);
    }

    private static String printable(String value) {
        if (!PRINTABLE.matcher(value).matches()) {
            throw new Wrong("is not what X gives out: at most 300 characters without spaces");
        }
        return value;
    }
}
