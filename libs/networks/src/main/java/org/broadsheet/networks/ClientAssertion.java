package org.broadsheet.networks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.auth.JWTAuthenticationClaimsSet;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.JWTID;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.broadsheet.settings.Secret;
import org.jspecify.annotations.Nullable;

/** How our client proves itself to an authorization server: a signed assertion (RFC 7523), good for a minute. */
final class ClientAssertion {
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final int SECONDS = 60;

    private ClientAssertion() {}

    /** Adds it to a form, with the client's id; a client without a key has the id alone. */
    static void add(Map<String, String> form, String clientId, @Nullable Secret key, URI issuer, Instant now) {
        form.put("client_id", clientId);
        if (key != null) {
            form.put("client_assertion_type", TYPE);
            form.put("client_assertion", make(clientId, key, issuer, now));
        }
    }

    private static String make(String clientId, Secret key, URI issuer, Instant now) {
        var jwk = BlueskyClient.parse(key);
        var claims = new JWTAuthenticationClaimsSet(
                new ClientID(clientId),
                List.of(new Audience(issuer.toString())),
                Date.from(now.plusSeconds(SECONDS)),
                null,
                Date.from(now),
                new JWTID());
        try {
            return new PrivateKeyJWT(claims, JWSAlgorithm.ES256, jwk.toECPrivateKey(), jwk.getKeyID(), null)
                    .getClientAssertion()
                    .serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("the key of our client can't sign", e);
        }
    }
}
