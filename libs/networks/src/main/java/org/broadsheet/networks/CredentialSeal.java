package org.broadsheet.networks;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** Seals credentials for the one connection that they belong to. Thread-safe. */
public final class CredentialSeal {
    private final Seal seal;

    public CredentialSeal(Seal seal) {
        this.seal = requireNonNull(seal, "seal");
    }

    /** @return at most {@code ConnectionOpened.MAX_CREDENTIALS} characters, since tokens are bounded where they come in */
    public String seal(Credentials credentials, ConnectionKey owner) {
        return seal.seal(CredentialCodec.write(credentials), owner.context());
    }

    /** The credentials; empty if they were sealed for another connection or by another key, or were touched since. */
    public Optional<Credentials> open(String sealed, ConnectionKey owner) {
        return seal.open(sealed, owner.context()).map(CredentialCodec::read);
    }
}
