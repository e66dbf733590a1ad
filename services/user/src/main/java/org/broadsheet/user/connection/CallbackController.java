package org.broadsheet.user.connection;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.net.URI;
import java.util.Locale;
import org.broadsheet.http.CurrentUser;
import org.broadsheet.http.HttpConfig;
import org.broadsheet.http.ProblemException;
import org.broadsheet.networks.BlueskyClient;
import org.jspecify.annotations.Nullable;

/** Where the networks send browsers and servers: the way back of a reader, and the description of our client. */
@Controller("/api/v1/connections")
@Secured(SecurityRule.IS_ANONYMOUS)
final class CallbackController {
    private static final String PAGE = "/#/sources?connection=";
    private static final int MAX = 2_000;

    private final Connecting connecting;
    private final SealedClients clients;
    private final HttpConfig config;

    CallbackController(Connecting connecting, SealedClients clients, HttpConfig config) {
        this.connecting = connecting;
        this.clients = clients;
        this.config = config;
    }

    /** Always ends at the page, which says what came of it; nothing of the query is repeated. */
    @Get("/callback")
    HttpResponse<?> back(
            HttpRequest<?> request,
            @Nullable CurrentUser user,
            @Nullable @QueryValue String state,
            @Nullable @QueryValue String code,
            @Nullable @QueryValue String iss,
            @Nullable @QueryValue String error) {
        if (user == null || user.credential().readOnly()) {
            var host = request.getHeaders().get("Host");
            return HttpResponse.seeOther(
                    signedOut(config.publicUrl(), host, request.getUri().getRawQuery()));
        }
        var answer = new Connecting.Answer(bounded(state), bounded(code), bounded(iss), bounded(error));
        var outcome = connecting.finish(user.id(), answer);
        return HttpResponse.seeOther(URI.create(PAGE + outcome.name().toLowerCase(Locale.ROOT)));
    }

    /** What is too long is not what we sent; it fits nothing. */
    private static @Nullable String bounded(@Nullable String text) {
        return text == null || text.length() <= MAX ? text : "";
    }

    /**
     * Bluesky's client of development comes back to 127.0.0.1, while the browser has its cookie for localhost: it is sent
     * on, to where it signed in.
     */
    static URI signedOut(URI own, @Nullable String host, @Nullable String query) {
        var port = own.getPort() < 0 ? "" : ":" + own.getPort();
        boolean other = "http".equals(own.getScheme())
                && "localhost".equals(own.getHost())
                && ("127.0.0.1" + port).equals(host);
        return other && query != null
                ? URI.create("http://localhost" + port + BlueskyClient.CALLBACK + "?" + query)
                : URI.create(PAGE + "signed-out");
    }

    /** Read by Bluesky's servers; our client is known by this address. */
    @Get(value = "/client-metadata.json", produces = MediaType.APPLICATION_JSON)
    HttpResponse<String> metadata() {
        var client = clients.bluesky()
                .filter(known -> known.key() != null)
                .orElseThrow(() -> ProblemException.notFound("There is no client here."));
        return HttpResponse.ok(client.metadata()).header("Cache-Control", "public, max-age=300");
    }
}
