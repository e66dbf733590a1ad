package org.broadsheet.links.fetch;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One GET.
 *
 * @param uri absolute, http or https
 * @param validators what the last answer from this very URI carried
 * @param accept the media types that are wanted, as the header has them
 * @param authorization the whole value of the header, null for none; never sent to another origin, nor over http after
 *     https
 */
public record FetchRequest(
        URI uri,
        Validators validators,
        String accept,
        @Nullable String authorization) {
    /** Whatever a server thinks best. */
    public static final String ANYTHING = "*/*";

    public FetchRequest {
        requireNonNull(uri, "uri");
        requireNonNull(validators, "validators");
        requireNonNull(accept, "accept");
    }

    public static FetchRequest of(URI uri) {
        return new FetchRequest(uri, Validators.none(), ANYTHING, null);
    }

    public FetchRequest withValidators(Validators newValidators) {
        return new FetchRequest(uri, newValidators, accept, authorization);
    }

    public FetchRequest withAccept(String newAccept) {
        return new FetchRequest(uri, validators, newAccept, authorization);
    }

    public FetchRequest withAuthorization(String newAuthorization) {
        return new FetchRequest(uri, validators, accept, newAuthorization);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "FetchRequest[" + uri + "]";
    }
}
