package org.broadsheet.http;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Who calls: a parameter of this type in a controller is the signed-in user. */
public record CurrentUser(Credential credential) {
    public CurrentUser {
        requireNonNull(credential, "credential");
    }

    public UUID id() {
        return credential.userId();
    }
}
