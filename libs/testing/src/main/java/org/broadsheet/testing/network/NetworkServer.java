package org.broadsheet.testing.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.broadsheet.testing.Answer;
import org.broadsheet.testing.FeedServer;
import org.broadsheet.testing.ReceivedRequest;

/**
 * One server of a network. Every secret that it gives away begins with {@code CANARY-} and is remembered, so that a test
 * can look for it where it must not be.
 */
public final class NetworkServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HUGE = 10_000;

    private final FeedServer http = FeedServer.start();
    private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
    private final List<String> secrets = new CopyOnWriteArrayList<>();
    private final Map<String, Consumer<ReceivedRequest>> interludes = new ConcurrentHashMap<>();

    /** The origin. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + http.port());
    }

    public URI url(String path) {
        return http.url(path);
    }

    /** What the allow list must hold for it to be reached. */
    public String allow() {
        return http.allow();
    }

    public List<ReceivedRequest> requests() {
        return http.requests();
    }

    /** The requests of one path, whatever their query. */
    public List<ReceivedRequest> requests(String path) {
        return http.requests().stream()
                .filter(request -> request.path().split("\\?", 2)[0].equals(path))
                .toList();
    }

    /** Answers a path by what is asked. */
    public void on(String path, Function<ReceivedRequest, Answer> script) {
        http.script(path, request -> {
            interludes.getOrDefault(path, asked -> {}).accept(request);
            return script.apply(request);
        });
    }

    /** Has something done whenever a path is asked, before it is answered. */
    public void meanwhile(String path, Runnable what) {
        meanwhile(path, request -> what.run());
    }

    /** The same, for what depends on who asks for what. */
    public void meanwhile(String path, Consumer<ReceivedRequest> what) {
        interludes.put(path, what);
    }

    /** Forgets the requests so far, for who has very many made. */
    public void forgetRequests() {
        http.forgetRequests();
    }

    /** Misbehaves so, and not as before; none behaves again. */
    public synchronized void misbehave(Fault... how) {
        faults.clear();
        faults.addAll(Arrays.asList(how));
    }

    synchronized boolean has(Fault fault) {
        return faults.contains(fault);
    }

    /** A secret that looks like nothing else. */
    String secret(String kind) {
        var secret = "CANARY-" + kind + "-" + UUID.randomUUID();
        secrets.add(secret);
        return secret;
    }

    /** All that it gave away. */
    public List<String> secrets() {
        return List.copyOf(secrets);
    }

    /** The answer of a token endpoint, as slow, large or broken as it is to be. */
    Answer token(Map<String, ?> fields) {
        if (has(Fault.BROKEN)) {
            return Answer.status(500);
        }
        if (has(Fault.SLOW)) {
            return json(200, fields).stalling();
        }
        if (has(Fault.HUGE)) {
            Map<String, Object> more = new TreeMap<>(fields);
            more.put("padding", "x".repeat(HUGE * write(fields).length()));
            return json(200, more);
        }
        return json(200, fields);
    }

    static Answer json(int status, Object body) {
        return Answer.of("application/json", write(body)).withStatus(status);
    }

    static Answer error(int status, String error) {
        return json(status, Map.of("error", error, "error_description", "a double says so", "message", "no"));
    }

    private static String write(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The S256 challenge of a PKCE verifier, also the {@code ath} of a token. */
    static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
