package org.broadsheet.links;

import crawlercommons.domains.EffectiveTldFinder;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Registrable domains: the public suffix list with its private section, and the publishing platforms that are not on it
 * although each of their subdomains is another writer, so alice.substack.com is not bob.substack.com.
 */
public final class RegistrableDomain {
    private static final Set<String> PLATFORMS = Set.of(
            "substack.com",
            "wordpress.com",
            "tumblr.com",
            "medium.com",
            "ghost.io",
            "beehiiv.com",
            "bearblog.dev",
            "micro.blog",
            "neocities.org",
            "hashnode.dev",
            "buttondown.email",
            "livejournal.com",
            "dreamwidth.org",
            "typepad.com",
            "svbtle.com",
            "posthaven.com",
            "write.as",
            "blogspot.com",
            "over-blog.com",
            "hatenablog.com",
            "mataroa.blog",
            "prose.sh",
            "omg.lol");

    /** Subdomains of a platform that are the platform's own. */
    private static final Set<String> PLATFORM_NAMES = Set.of("www", "m", "open", "help", "support", "about", "api");

    private static final Pattern IPV4 = Pattern.compile("[0-9.]+");

    private RegistrableDomain() {}

    /**
     * The registrable domain of a host name.
     *
     * @param host in any case, in ASCII or Unicode
     * @return lower case, in ASCII; empty for an address, a public suffix itself, and a name without a dot
     */
    public static Optional<String> of(String host) {
        if (isAddress(host) || host.startsWith(".") || host.isEmpty()) {
            return Optional.empty();
        }
        try {
            String ascii = DomainToAscii.convert(host);
            String name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
            return Optional.ofNullable(EffectiveTldFinder.getAssignedDomain(name, true, false))
                    .map(DomainToAscii::convert)
                    .or(() -> belowUnknownSuffix(name))
                    .map(domain -> PLATFORMS.contains(domain) ? writer(name, domain) : domain);
        } catch (UrlRefusal notAName) {
            return Optional.empty();
        }
    }

    /** The registrable domain, or the host itself where it has none. */
    static String orHost(String host) {
        return of(host).orElse(host);
    }

    /** The list's last rule: an unknown top-level name is a suffix. */
    private static Optional<String> belowUnknownSuffix(String name) {
        int top = name.lastIndexOf('.');
        boolean known = top < 0 || EffectiveTldFinder.getEffectiveTLD(name, false) != null;
        return known ? Optional.empty() : Optional.of(name.substring(name.lastIndexOf('.', top - 1) + 1));
    }

    private static String writer(String host, String platform) {
        if (host.equals(platform)) {
            return platform;
        }
        String below = host.substring(0, host.length() - platform.length() - 1);
        String label = below.substring(below.lastIndexOf('.') + 1);
        return PLATFORM_NAMES.contains(label) ? platform : label + "." + platform;
    }

    private static boolean isAddress(String host) {
        return host.startsWith("[")
                || host.indexOf(':') >= 0
                || IPV4.matcher(host).matches();
    }
}
