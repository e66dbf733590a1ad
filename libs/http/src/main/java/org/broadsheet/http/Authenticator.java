package org.broadsheet.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Tells who calls: by bearer token, or by session cookie. Needs no input or output, so it may run on the event loop. */
@Singleton
final class Authenticator implements AuthenticationFetcher<HttpRequest<?>> {
    static final String CREDENTIAL = "credential";
    private static final String BEARER = "Bearer ";

    private final CredentialSigner signer;
    private final SessionCookie cookie;
    private final Revocations revocations;
    private final InstantSource clock;

    Authenticator(CredentialSigner signer, SessionCookie cookie, Revocations revocations, InstantSource clock) {
        this.signer = signer;
        this.cookie = cookie;
        this.revocations = revocations;
        this.clock = clock;
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        return Mono.justOrEmpty(credential(request)
                .filter(credential -> !revocations.isRevoked(credential))
                .map(credential ->
                        Authentication.build(credential.userId().toString(), Map.of(CREDENTIAL, credential))));
    }

    /** A request with an Authorization header is judged by that alone. */
    private Optional<Credential> credential(HttpRequest<?> request) {
        var header = request.getHeaders().getAuthorization();
        if (header.isPresent()) {
            return header.filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                    .map(value -> value.substring(BEARER.length()).trim())
                    .flatMap(text -> signer.verify(text, Credential.Kind.TOKEN, clock.instant()));
        }
        return cookie.of(request).flatMap(text -> signer.verify(text, Credential.Kind.SESSION, clock.instant()));
    }
}
