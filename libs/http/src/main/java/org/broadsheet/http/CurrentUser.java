package org.broadsheet.http;

import static java.util.Objects.requireNonNull;

import io.micronaut.http.HttpRequest;
import java.util.Optional;
import java.util.UUID;

/** Who calls: a parameter of this type in a controller is the signed-in user. */
public record CurrentUser(Credential credential) {
    public CurrentUser {
        requireNonNull(credential, "credential");
    }

    /** For filters, after it is known who calls; empty where nobody is signed in. */
    public static Optional<CurrentUser> of(HttpRequest<?> request) {
        return CurrentUserBinder.credentialOf(request).map(CurrentUser::new);
    }

    public UUID id() {
        return credential.userId();
    }
}
