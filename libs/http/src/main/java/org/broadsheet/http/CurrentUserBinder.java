package org.broadsheet.http;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.authentication.AuthorizationException;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/** Gives controllers the {@link CurrentUser} that {@link Authenticator} found, if the credential allows the method. */
@Singleton
final class CurrentUserBinder implements TypedRequestArgumentBinder<CurrentUser> {
    private static final Set<String> LOOKING = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    public Argument<CurrentUser> argumentType() {
        return Argument.of(CurrentUser.class);
    }

    @Override
    public BindingResult<CurrentUser> bind(ArgumentConversionContext<CurrentUser> context, HttpRequest<?> request) {
        var credential = credentialOf(request);
        if (credential.filter(Credential::readOnly).isPresent() && !LOOKING.contains(request.getMethodName())) {
            throw new AuthorizationException(
                    request.getUserPrincipal(Authentication.class).orElse(null));
        }
        var user = credential.map(CurrentUser::new);
        return () -> user;
    }

    static Optional<Credential> credentialOf(HttpRequest<?> request) {
        return request.getUserPrincipal(Authentication.class)
                .map(authentication -> authentication.getAttributes().get(Authenticator.CREDENTIAL))
                .filter(Credential.class::isInstance)
                .map(Credential.class::cast);
    }
}
