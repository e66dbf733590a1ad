package org.broadsheet.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.UUID;

/**
 * Asks for what the first visitor will ask for, so that the build can record which classes that takes. Answers do not
 * matter here: tests judge them.
 */
final class Rehearsal {
    private final URI services;

    Rehearsal(URI services) {
        this.services = services;
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
