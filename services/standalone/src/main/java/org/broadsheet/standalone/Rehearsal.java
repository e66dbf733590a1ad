package org.broadsheet.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.broadsheet.http.Credential;
import org.broadsheet.http.CredentialSigner;
import org.broadsheet.http.HttpConfig;

/**
 * Asks for what the first visitor will ask for, so that the build can record which classes that takes. Answers do not
 * matter here: tests judge them.
 */
final class Rehearsal {
    private final URI services;
    private final String authorization;

    Rehearsal(URI services) {
        this(services, "");
    }

    private Rehearsal(URI services, String authorization) {
        this.services = services;
        this.authorization = authorization;
    }

    /** As somebody whom services believe that share a secret key, since there may be no other to sign in at. */
    static Rehearsal asSomebody(URI services, String secretKey) {
        var credential = new Credential(
                UUID.randomUUID(),
                UUID.randomUUID(),
                Credential.Kind.TOKEN,
                Instant.now().plusSeconds(3600),
                false);
        return new Rehearsal(
                services, "Bearer " + new CredentialSigner(new HttpConfig(secretKey, services)).sign(credential));
    }

    void play() {
        String account = "{\"email\": \"%s@rehearsal.example\", \"password\": \"%s\"}"
                .formatted(UUID.randomUUID(), UUID.randomUUID());
        try {
            call("GET", "/health/readiness", "", "");
            call("GET", "/", "", "");
            call("GET", "/assets/js/main.js", "", "");
            call("POST", "/api/v1/accounts", account, "");
            String cookie = call("POST", "/api/v1/sessions", account, "");
            for (String path : new String[] {"account", "sources", "feed?page=1", "blocked-domains", "digests"}) {
                call("GET", "/api/v1/" + path, "", cookie);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the cookie of the answer, empty where there is none. */
    private String call(String method, String path, String json, String cookie) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) services.resolve(path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setRequestProperty("Cookie", cookie);
        if (!authorization.isEmpty()) {
            connection.setRequestProperty("Authorization", authorization);
        }
        if (!json.isEmpty()) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.getOutputStream().write(json.getBytes(UTF_8));
        }
        boolean fine = connection.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST;
        try (InputStream body = fine ? connection.getInputStream() : connection.getErrorStream()) {
            if (body != null) {
                body.readAllBytes();
            }
        }
        String given = connection.getHeaderField("Set-Cookie");
        return given == null ? "" : given.split(";", 2)[0];
    }
}
