package org.broadsheet.chaos.load;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What one person has done and been told: the ledger that the checker holds against what is there in the end. */
public final class Profile {
    private final int number;
    private final InstantSource clock;
    private final Map<URI, Register<Boolean>> subscriptions = new ConcurrentHashMap<>();
    private final Map<URI, UUID> subscriptionIds = new ConcurrentHashMap<>();
    private final Map<String, Register<Boolean>> blocked = new ConcurrentHashMap<>();
    private final Register<Boolean> connected;
    private final Map<UUID, Register<Boolean>> read = new ConcurrentHashMap<>();
    private final Map<UUID, Register<Boolean>> saved = new ConcurrentHashMap<>();
    private final Map<String, Instant> slots = new ConcurrentHashMap<>();
    private final Map<UUID, Instant> listed = new ConcurrentHashMap<>();
    private volatile @Nullable Instant unsubscribed;
    private volatile @Nullable Api api;

    public Profile(int number, InstantSource clock) {
        this.number = number;
        this.clock = clock;
        this.connected = new Register<>(false, clock);
    }

    /** 0 for the first. */
    public int number() {
        return number;
    }

    public String email() {
        return "reader" + number + "@example.org";
    }

    String password() {
        return "a long password " + number;
    }

    void signedIn(Api withToken) {
        api = withToken;
    }

    /** Calls as this person; empty before they have signed in. */
    public Optional<Api> api() {
        return Optional.ofNullable(api);
    }

    Register<Boolean> subscription(URI source) {
        return subscriptions.computeIfAbsent(source, address -> new Register<>(false, clock));
    }

    Map<URI, UUID> subscriptionIds() {
        return subscriptionIds;
    }

    Register<Boolean> blocking(String domain) {
        return blocked.computeIfAbsent(domain, name -> new Register<>(false, clock));
    }

    /** Whether their account elsewhere is connected. */
    public Register<Boolean> connected() {
        return connected;
    }

    Register<Boolean> reading(UUID article) {
        return read.computeIfAbsent(article, id -> new Register<>(false, clock));
    }

    Register<Boolean> saving(UUID article) {
        return saved.computeIfAbsent(article, id -> new Register<>(false, clock));
    }

    public void expectSlot(String localSlot, Instant at) {
        slots.put(localSlot, at);
    }

    public void unsubscribed(Instant acknowledged) {
        unsubscribed = acknowledged;
    }

    void listed(UUID article, Instant at) {
        listed.putIfAbsent(article, at);
    }

    /** When articles were first listed, of a person who marks none; empty for the others. */
    public Map<UUID, Instant> listed() {
        return Map.copyOf(listed);
    }

    /** Every address that this person has ever tried to subscribe to. */
    public Map<URI, Register<Boolean>> subscriptions() {
        return Map.copyOf(subscriptions);
    }

    public Map<String, Register<Boolean>> blockedDomains() {
        return Map.copyOf(blocked);
    }

    public Map<UUID, Register<Boolean>> readArticles() {
        return Map.copyOf(read);
    }

    public Map<UUID, Register<Boolean>> savedArticles() {
        return Map.copyOf(saved);
    }

    /** Slots of digests that were acknowledged, by their local times. */
    public Map<String, Instant> slots() {
        return Map.copyOf(slots);
    }

    /** When it was acknowledged that no digest comes any more; empty if it never was. */
    public Optional<Instant> unsubscribed() {
        return Optional.ofNullable(unsubscribed);
    }

    @Override
    public String toString() {
        return "reader" + number;
    }
}
