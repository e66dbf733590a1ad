package org.broadsheet.networks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.oauth2.sdk.dpop.DPoPProofFactory;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.net.URI;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.broadsheet.links.fetch.ApiExchange;
import org.broadsheet.links.fetch.ApiRequest;
import org.broadsheet.links.fetch.ApiResult;
import org.broadsheet.settings.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Sends calls with a proof that we hold a key (RFC 9449). The server's nonce is kept for the next call; a call that it
 * refuses for want of its newest nonce is sent again, twice at most: the nonce may change between two tries.
 */
final class Dpop {
    static final String NONCE = "DPoP-Nonce";
    private static final String STALE = "use_dpop_nonce";
    private static final int MAX_TRIES = 3;
    private static final int MAX_SERVERS = 1_000;
    private static final int MAX_NONCE = 500;

    private final ApiExchange exchange;
    private final InstantSource clock;
    private final Map<String, String> nonces = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MAX_SERVERS;
        }
    });

    Dpop(ApiExchange exchange, InstantSource clock) {
        this.exchange = exchange;
        this.clock = clock;
    }

    /**
     * @param request made anew for each try: what it asserts of us serves once
     * @param accessToken null where none is called for
     */
    ApiResult send(Supplier<ApiRequest> request, ECKey key, @Nullable Secret accessToken) {
        var call = request.get();
        var result = sendOnce(call, key, accessToken, nonces.get(server(call)));
        for (int tries = 1; tries < MAX_TRIES && result instanceof ApiResult.Answered answered; tries++) {
            if (!isStale(answered)) {
                return result;
            }
            // With the nonce of this very answer: the one that is kept may be an older one of a slower answer by now.
            result = sendOnce(
                    request.get(), key, accessToken, answered.header(NONCE).orElseThrow());
        }
        return result;
    }

    private static String server(ApiRequest request) {
        return request.uri().getScheme() + "://" + request.uri().getRawAuthority();
    }

    private ApiResult sendOnce(ApiRequest request, ECKey key, @Nullable Secret accessToken, @Nullable String nonce) {
        var proven = request.withHeader("DPoP", proof(request, key, accessToken, nonce));
        var result = exchange.send(
                accessToken == null ? proven : proven.withHeader("Authorization", "DPoP " + accessToken.reveal()));
        if (result instanceof ApiResult.Answered answered) {
            answered.header(NONCE).filter(Dpop::isNonce).ifPresent(fresh -> nonces.put(server(request), fresh));
        }
        return result;
    }

    private static boolean isNonce(String text) {
        return !text.isBlank() && text.length() <= MAX_NONCE;
    }

    private static boolean isStale(ApiResult.Answered answered) {
        return (answered.status() == 400 || answered.status() == 401)
                && answered.header(NONCE).filter(Dpop::isNonce).isPresent()
                && (Json.error(answered).equals(STALE)
                        || answered.header("WWW-Authenticate")
                                .filter(value -> value.contains(STALE))
                                .isPresent());
    }

    private String proof(ApiRequest request, ECKey key, @Nullable Secret accessToken, @Nullable String nonce) {
        try {
            DPoPProofFactory proofs = new DefaultDPoPProofFactory(key, JWSAlgorithm.ES256);
            return proofs.createDPoPJWT(
                            new JWTID(DPoPProofFactory.MINIMAL_JTI_BYTE_LENGTH * 2),
                            request.method(),
                            withoutQuery(request.uri()),
                            Date.from(clock.instant()),
                            accessToken == null ? null : new DPoPAccessToken(accessToken.reveal()),
                            nonce == null ? null : new Nonce(nonce))
                    .serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("the key of a session can't sign", e);
        }
    }

    private static URI withoutQuery(URI uri) {
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath());
    }
}
