package org.broadsheet.testing.peer;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.broadsheet.testing.ReceivedRequest;

/** snac2, an ActivityPub server with Mastodon's client API, and its accounts alice and bob. */
public final class SnacPeer {
    private static final String CALLBACK = "http://127.0.0.1:9/callback";

    private final Map<String, String> env;
    private final String url;

    private SnacPeer(Map<String, String> env) {
        this.env = env;
        this.url = env.getOrDefault("SNAC_URL", "");
    }

    /** Skips the test where it does not run. */
    public static SnacPeer running() throws IOException {
        return new SnacPeer(Peers.env("snac"));
    }

    public String url() {
        return url;
    }

    /** Signs in and agrees. @return where the browser is sent then */
    public URI agree(URI authorize, String account) throws IOException, InterruptedException {
        var asked = fields(authorize);
        return login(
                account,
                asked.getOrDefault("client_id", ""),
                asked.getOrDefault("redirect_uri", ""),
                asked.getOrDefault("state", ""));
    }

    private URI login(String account, String client, String redirect, String state)
            throws IOException, InterruptedException {
        var form = Map.of(
                "login", account,
                "passwd", env.getOrDefault("SNAC_" + account.toUpperCase(Locale.ROOT) + "_PASSWORD", ""),
                "redir", redirect,
                "cid", client,
                "state", state);
        return URI.create(PeerCalls.form(url + "/oauth/x-snac-login", null, form)
                .headers()
                .firstValue("Location")
                .orElseThrow());
    }

    /** What an account can do here by itself. */
    public Person person(String account) throws IOException, InterruptedException {
        var app = PeerCalls.json(PeerCalls.form(
                url + "/api/v1/apps",
                null,
                Map.of("client_name", "peer", "redirect_uris", CALLBACK, "scopes", "read write follow")));
        var client = app.path("client_id").asText();
        var back = fields(login(account, client, CALLBACK, "s"));
        var token = PeerCalls.json(PeerCalls.form(
                url + "/oauth/token",
                null,
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        back.getOrDefault("code", ""),
                        "redirect_uri",
                        CALLBACK,
                        "client_id",
                        client,
                        "client_secret",
                        app.path("client_secret").asText())));
        return new Person(account, token.path("access_token").asText());
    }

    /** Makes one account follow the other, and waits until that is known. */
    public void follow(String account, String other) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(env.getOrDefault("SNAC_CLI", "").split(" ")));
        command.addAll(List.of("follow", env.getOrDefault("SNAC_DATA", ""), account, url + "/" + other));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("snac does not follow");
        }
        var followers = Path.of(env.getOrDefault("SNAC_DATA", ""), "user", other, "followers")
                .toFile();
        await().atMost(Duration.ofSeconds(60)).until(() -> files(followers) > 0);
    }

    private static int files(File folder) {
        var names = folder.list();
        return names == null ? 0 : names.length;
    }

    private static Map<String, String> fields(URI address) {
        return new ReceivedRequest("GET", address.toString(), Map.of(), "").fields();
    }

    /** An account with a token of its own. */
    public final class Person {
        private final String token;

        private Person(String name, String token) {
            this.token = token;
            if (token.isEmpty()) {
                throw new IllegalStateException(name + " has no token");
            }
        }

        public JsonNode post(String text) throws IOException, InterruptedException {
            return PeerCalls.json(PeerCalls.form(url + "/api/v1/statuses", token, Map.of("status", text)));
        }

        public void boost(JsonNode status) throws IOException, InterruptedException {
            var unused = PeerCalls.json(PeerCalls.form(
                    url + "/api/v1/statuses/" + status.path("id").asText() + "/reblog", token, Map.of()));
        }

        public void delete(JsonNode status) throws IOException, InterruptedException {
            PeerCalls.delete(url + "/api/v1/statuses/" + status.path("id").asText(), token);
        }

        public JsonNode home() throws IOException, InterruptedException {
            return PeerCalls.get(url + "/api/v1/timelines/home", token);
        }
    }
}
