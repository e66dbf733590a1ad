package org.broadsheet.testing.peer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A network of the AT Protocol: directory, PDS and AppView. */
public final class BlueskyPeer {
    private final Map<String, String> env;

    private BlueskyPeer(Map<String, String> env) {
        this.env = env;
    }

    /** Skips the test where it does not run. */
    public static BlueskyPeer running() throws IOException {
        return new BlueskyPeer(Peers.env("bluesky"));
    }

    public String pds() {
        return env.getOrDefault("PDS_URL", "");
    }

    public String directory() {
        return env.getOrDefault("PLC_URL", "");
    }

    /** Where the page of the PDS leads when somebody has signed in and agreed. */
    public URI agree(URI authorize, Person person) throws IOException, InterruptedException {
        return URI.create(Peers.run("bluesky/browser.py", authorize.toString(), person.handle(), person.password()));
    }

    /** Waits until the AppView knows everything that was done. */
    public void settle() throws IOException, InterruptedException {
        var unused = PeerCalls.form(env.getOrDefault("CONTROL_URL", "") + "/settle", null, Map.of());
    }

    /** A new account. */
    public Person join(String name) throws IOException, InterruptedException {
        var handle = name + "-" + UUID.randomUUID().toString().substring(0, 8) + ".test";
        var password = "pw-" + UUID.randomUUID();
        var created = PeerCalls.post(
                pds() + "/xrpc/com.atproto.server.createAccount",
                null,
                Map.of("email", handle + "@example.org", "handle", handle, "password", password));
        return new Person(
                created.path("did").asText(),
                handle,
                password,
                created.path("accessJwt").asText());
    }

    /** An account with a session. */
    public final class Person {
        private final String did;
        private final String handle;
        private final String password;
        private final String token;

        private Person(String did, String handle, String password, String token) {
            this.did = did;
            this.handle = handle;
            this.password = password;
            this.token = token;
        }

        public String did() {
            return did;
        }

        public String handle() {
            return handle;
        }

        public String password() {
            return password;
        }

        public void follow(Person other) throws IOException, InterruptedException {
            var unused = create("app.bsky.graph.follow", Map.of("subject", other.did));
        }

        /** A post whose link is in a card. */
        public JsonNode post(String text, String link) throws IOException, InterruptedException {
            var card = Map.of("uri", link, "title", "A story", "description", "About it");
            return create(
                    "app.bsky.feed.post",
                    Map.of("text", text, "embed", Map.of("$type", "app.bsky.embed.external", "external", card)));
        }

        public JsonNode repost(JsonNode post) throws IOException, InterruptedException {
            var subject = Map.of(
                    "uri", post.path("uri").asText(), "cid", post.path("cid").asText());
            return create("app.bsky.feed.repost", Map.of("subject", subject));
        }

        public void delete(JsonNode record) throws IOException, InterruptedException {
            var parts = List.of(record.path("uri").asText().split("/"));
            var unused = PeerCalls.post(
                    pds() + "/xrpc/com.atproto.repo.deleteRecord",
                    token,
                    Map.of("repo", did, "collection", parts.get(3), "rkey", parts.get(4)));
        }

        private JsonNode create(String collection, Map<String, Object> fields)
                throws IOException, InterruptedException {
            var record = new HashMap<>(fields);
            record.put("$type", collection);
            record.put("createdAt", Instant.now().toString());
            return PeerCalls.post(
                    pds() + "/xrpc/com.atproto.repo.createRecord",
                    token,
                    Map.of("repo", did, "collection", collection, "record", record));
        }
    }
}
