package org.broadsheet.networks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.broadsheet.events.ConnectionOpened;
import org.broadsheet.events.Network;
import org.broadsheet.settings.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CredentialSealTest {
    private static final URI API = URI.create("https://pds.example");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Secret CANARY = new Secret("CANARY-4711");

    private final CredentialSeal seal = new CredentialSeal(Seal.under(key(1)));

    private static byte[] key(int of) {
        var key = new byte[Seal.KEY_BYTES];
        Arrays.fill(key, (byte) of);
        return key;
    }

    static List<Credentials> everyKind() {
        return List.of(
                new Credentials.Mastodon(API, API.resolve("/oauth/revoke"), "client", CANARY, CANARY),
                new Credentials.BlueskySession(
                        API,
                        "did:plc:a",
                        API,
                        API.resolve("/t"),
                        API.resolve("/r"),
                        "c",
                        CANARY,
                        CANARY,
                        CANARY,
                        CANARY,
                        NOON),
                new Credentials.BlueskySession(
                        API, "did:plc:a", API, API.resolve("/t"), null, "c", null, CANARY, CANARY, CANARY, NOON),
                new Credentials.BlueskyAppPassword(API, "did:plc:a", CANARY, CANARY),
                new Credentials.X(API, "client", CANARY, CANARY, CANARY, NOON),
                new Credentials.X(API, "client", null, CANARY, CANARY, NOON));
    }

    private static ConnectionKey owner(Network network) {
        return new ConnectionKey(UUID.randomUUID(), network, UUID.randomUUID());
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void whatWasSealedOpensAgain(Credentials credentials) {
        var owner = owner(credentials.network());
        var sealed = seal.seal(credentials, owner);
        assertThat(seal.open(sealed, owner)).contains(credentials);
        assertThat(new CredentialSeal(Seal.under(key(1))).open(sealed, owner)).contains(credentials);
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void nothingSecretIsPrintedOrReadableInTheSeal(Credentials credentials) {
        assertThat(credentials.toString()).doesNotContain("CANARY");
        var sealed = seal.seal(credentials, owner(credentials.network()));
        assertThat(sealed).matches("[\\x21-\\x7E]+").doesNotContain("CANARY");
        assertThat(new String(Base64.getUrlDecoder().decode(sealed.substring(3)), UTF_8))
                .doesNotContain("CANARY", "pds.example", "client");
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void swappedBetweenTwoConnectionsTheyOpenForNeither(Credentials credentials) {
        var ann = owner(credentials.network());
        var bob = owner(credentials.network());
        var ofAnn = seal.seal(credentials, ann);
        assertThat(seal.open(ofAnn, bob)).isEmpty();
        assertThat(seal.open(ofAnn, new ConnectionKey(bob.userId(), ann.network(), ann.connectionId())))
                .isEmpty();
        assertThat(seal.open(ofAnn, new ConnectionKey(ann.userId(), ann.network(), bob.connectionId())))
                .isEmpty();
        assertThat(seal.open(ofAnn, new ConnectionKey(ann.userId(), Network.FEED, ann.connectionId())))
                .isEmpty();
    }

    @Test
    void anotherKeyOrATouchedTextOpensNothing() {
        var credentials = everyKind().getFirst();
        var owner = owner(Network.MASTODON);
        var sealed = seal.seal(credentials, owner);
        assertThat(new CredentialSeal(Seal.under(key(2))).open(sealed, owner)).isEmpty();
        for (int i = 0; i < sealed.length(); i += 7) {
            var other = sealed.charAt(i) == 'A' ? 'B' : 'A';
            var touched = sealed.substring(0, i) + other + sealed.substring(i + 1);
            assertThat(seal.open(touched, owner)).as("touched at " + i).isEmpty();
        }
        // Of the ways to write the last character some mean the same; only ours is taken.
        for (var last : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray()) {
            var touched = sealed.substring(0, sealed.length() - 1) + last;
            assertThat(seal.open(touched, owner).isPresent())
                    .as("ends with " + last)
                    .isEqualTo(touched.equals(sealed));
        }
        assertThat(seal.open("", owner)).isEmpty();
        assertThat(seal.open("s1.", owner)).isEmpty();
        assertThat(seal.open("s1.not base64!", owner)).isEmpty();
    }

    @Test
    void eachSealHasADataKeyOfItsOwn() {
        var owner = owner(Network.MASTODON);
        var one = Base64.getUrlDecoder()
                .decode(seal.seal(everyKind().getFirst(), owner).substring(3));
        var two = Base64.getUrlDecoder()
                .decode(seal.seal(everyKind().getFirst(), owner).substring(3));
        // Four bytes say how long the wrapped data key is, which follows.
        int length = java.nio.ByteBuffer.wrap(one).getInt();
        assertThat(length).isGreaterThan(32);
        assertThat(Arrays.copyOfRange(one, 4, 4 + length)).isNotEqualTo(Arrays.copyOfRange(two, 4, 4 + length));
    }

    @Test
    void theLargestTokensFitTheMessage() {
        var token = new Secret("t".repeat(Tokens.MAX_LENGTH));
        var session = new Credentials.BlueskySession(
                API,
                "did:plc:a",
                API,
                API,
                API,
                "c".repeat(500),
                new Secret("k".repeat(400)),
                new Secret("k".repeat(400)),
                token,
                token,
                NOON);
        assertThat(seal.seal(session, owner(Network.BLUESKY)).length())
                .isLessThanOrEqualTo(ConnectionOpened.MAX_CREDENTIALS);
    }
}
