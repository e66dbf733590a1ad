package org.broadsheet.testing.network;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.broadsheet.testing.ReceivedRequest;
import org.jspecify.annotations.Nullable;

/** Whether proofs are what RFC 9449 says: signed by their own key, for this very request, made now, and never seen. */
final class DpopChecks {
    private static final Duration AGE = Duration.ofMinutes(5);

    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    /**
     * @param accessToken that the request carries, null for none
     * @return the thumbprint of the key; empty if the proof is none
     */
    Optional<String> thumbprint(ReceivedRequest request, URI server, @Nullable String accessToken) {
        try {
            var text = request.header("DPoP");
            if (text.isEmpty()) {
                return Optional.empty();
            }
            var proof = SignedJWT.parse(text.get());
            var key = proof.getHeader().getJWK();
            var claims = proof.getJWTClaimsSet();
            boolean good = key != null
                    && !key.isPrivate()
                    && "dpop+jwt".equals(String.valueOf(proof.getHeader().getType()))
                    && proof.verify(new ECDSAVerifier(key.toECKey()))
                    && request.method().equals(claims.getStringClaim("htm"))
                    && (server + request.path().split("\\?", 2)[0]).equals(claims.getStringClaim("htu"))
                    && Duration.between(claims.getIssueTime().toInstant(), Instant.now())
                                    .abs()
                                    .compareTo(AGE)
                            < 0
                    && seen.add(claims.getJWTID())
                    && (accessToken == null || NetworkServer.sha256(accessToken).equals(claims.getStringClaim("ath")));
            return good ? Optional.of(key.computeThumbprint().toString()) : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    static @Nullable String nonce(ReceivedRequest request) {
        try {
            var text = request.header("DPoP");
            return text.isEmpty()
                    ? null
                    : SignedJWT.parse(text.get()).getJWTClaimsSet().getStringClaim("nonce");
        } catch (ParseException e) {
            return null;
        }
    }
}
