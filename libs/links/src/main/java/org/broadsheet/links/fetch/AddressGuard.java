package org.broadsheet.links.fetch;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.links.Rejected;
import org.broadsheet.links.WebUrl;

/**
 * Judges what may be dialled: http and https, the ports of the web, and public addresses only, but for what the allow
 * list names. Safe to share between threads.
 */
public final class AddressGuard {
    private static final Set<Integer> PORTS = Set.of(80, 443, 8080, 8443);
    /** Names that mean a machine or a network of one's own; RFC 6761, 6762, 8375, and what companies and clusters use. */
    private static final List<String> LOCAL_NAMES = List.of(
            "localhost",
            "localdomain",
            "local",
            "internal",
            "intranet",
            "private",
            "corp",
            "home",
            "lan",
            "svc",
            "home.arpa",
            "onion",
            "invalid");

    private final FetchAllow allow;
    private final Set<String> ownHosts;

    public AddressGuard(FetchAllow allow) {
        this(allow, Set.of());
    }

    /** @param ownHosts the names that this installation itself is reached by: a source there would read itself */
    public AddressGuard(FetchAllow allow, Set<String> ownHosts) {
        this.allow = requireNonNull(allow, "allow");
        this.ownHosts = Set.copyOf(ownHosts);
    }

    /**
     * What can be said of a URL without a name server: scheme, form, port, addresses written as numbers, and names of
     * local networks.
     *
     * @return why it is refused; empty when only its addresses can tell, or nothing speaks against it
     */
    public Optional<AddressRefusal> judgeLiteral(URI uri) {
        return judgeLiteral(uri.toString());
    }

    /** The same for a URL as a person wrote it, which the JDK's type need not accept. */
    public Optional<AddressRefusal> judgeLiteral(String url) {
        return switch (WebUrl.parse(url)) {
            case Rejected rejected ->
                Optional.of(new AddressRefusal(
                        AddressRefusal.Kind.NOT_A_URL, rejected.reason().words()));
            case WebUrl parsed -> judgeLiteral(parsed);
        };
    }

    /** The same for a URL that is parsed already. */
    public Optional<AddressRefusal> judgeLiteral(WebUrl url) {
        int port = url.effectivePort();
        var address = Literals.parse(url.host());
        if (address.isPresent()) {
            return judge(address.get(), port);
        }
        if (allow.mayAllow(port)) {
            return Optional.empty();
        }
        return isLocal(url.host()) ? notPublic("the name " + url.host() + " is local") : judgePort(port);
    }

    /** Whether the allow list means this very server, by its address; {@code localhost} is one, too (RFC 6761). */
    boolean isNamed(WebUrl url) {
        return allow.names(url)
                || (url.host().equals("localhost")
                        && allow.allows(InetAddress.ofLiteral("127.0.0.1"), url.effectivePort()));
    }

    void check(WebUrl url) throws BlockedAddressException {
        var refusal = judgeLiteral(url);
        if (refusal.isPresent()) {
            throw new BlockedAddressException(refusal.get());
        }
    }

    /**
     * The addresses of a host, judged where they are dialled. One bad address among them refuses the host: which one is
     * dialled must not be left to chance.
     *
     * @param host as in the URL
     */
    Optional<AddressRefusal> judge(String host, List<InetAddress> addresses, int port) {
        boolean local = isLocal(host) && Literals.parse(host).isEmpty();
        return addresses.stream()
                .flatMap(address -> (local && !isAllowed(address, port)
                                ? notPublic("the name " + host + " is local")
                                : judge(address, port))
                        .stream())
                .findFirst();
    }

    private Optional<AddressRefusal> judge(InetAddress address, int port) {
        if (isAllowed(address, port)) {
            return Optional.empty();
        }
        return DeniedAddresses.contains(address)
                ? notPublic(address.getHostAddress() + " is not public")
                : judgePort(port);
    }

    private boolean isAllowed(InetAddress address, int port) {
        return allow.allows(DeniedAddresses.plain(address), port);
    }

    private static Optional<AddressRefusal> judgePort(int port) {
        return PORTS.contains(port)
                ? Optional.empty()
                : Optional.of(new AddressRefusal(AddressRefusal.Kind.PORT, "port " + port));
    }

    private static Optional<AddressRefusal> notPublic(String detail) {
        return Optional.of(new AddressRefusal(AddressRefusal.Kind.NOT_PUBLIC, detail));
    }

    private boolean isLocal(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return bare.indexOf('.') < 0
                || ownHosts.contains(bare)
                || LOCAL_NAMES.stream().anyMatch(local -> bare.equals(local) || bare.endsWith("." + local));
    }
}
