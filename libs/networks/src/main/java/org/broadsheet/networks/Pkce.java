package org.broadsheet.networks;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.broadsheet.settings.Secret;

/** PKCE (RFC 7636) with S256, and the address of an authorization request. */
record Pkce(Secret verifier, String challenge) {
    static final String METHOD = CodeChallengeMethod.S256.getValue();

    static Pkce make() {
        var verifier = new CodeVerifier();
        var challenge = CodeChallenge.compute(CodeChallengeMethod.S256, verifier);
        return new Pkce(new Secret(verifier.getValue()), challenge.getValue());
    }

    static URI query(URI endpoint, Map<String, String> parameters) {
        var query = parameters.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        return URI.create(endpoint + (endpoint.getRawQuery() == null ? "?" : "&") + query);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
