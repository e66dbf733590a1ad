package org.broadsheet.testing.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.broadsheet.testing.ReceivedRequest;
import org.jspecify.annotations.Nullable;

/** What readers agreed to on a server's page, by the code that they came back with. */
final class Consent {
    private final Map<String, Map<String, String>> byCode = new ConcurrentHashMap<>();

    /** The query of an address. */
    static Map<String, String> query(URI address) {
        return new ReceivedRequest("GET", address.toString(), Map.of(), "").fields();
    }

    /** A reader agrees: where their browser goes then. */
    URI agree(Map<String, String> asked, @Nullable String iss) {
        var code = "code-" + UUID.randomUUID();
        byCode.put(code, asked);
        return back(asked, "code=" + code, iss);
    }

    static URI deny(Map<String, String> asked, @Nullable String iss) {
        return back(asked, "error=access_denied", iss);
    }

    private static URI back(Map<String, String> asked, String result, @Nullable String iss) {
        return URI.create(asked.get("redirect_uri") + "?" + result
                + "&state=" + URLEncoder.encode(asked.getOrDefault("state", ""), UTF_8)
                + (iss == null ? "" : "&iss=" + URLEncoder.encode(iss, UTF_8)));
    }

    /** Whether a code is exchanged as it must be: once, by who asked for it, with the verifier of its challenge. */
    boolean redeem(Map<String, String> form) {
        var code = form.get("code");
        var asked = code == null ? null : byCode.remove(code);
        return asked != null
                && "authorization_code".equals(form.get("grant_type"))
                && asked.getOrDefault("redirect_uri", "").equals(form.get("redirect_uri"))
                && "S256".equals(asked.get("code_challenge_method"))
                && NetworkServer.sha256(form.getOrDefault("code_verifier", "")).equals(asked.get("code_challenge"));
    }
}
