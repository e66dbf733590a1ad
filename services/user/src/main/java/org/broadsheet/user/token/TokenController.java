package org.broadsheet.user.token;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.http.CredentialSigner;
import org.broadsheet.http.CurrentUser;
import org.broadsheet.http.Envelope;
import org.broadsheet.http.ProblemException;
import org.broadsheet.http.Required;
import org.broadsheet.http.Revocations;
import org.broadsheet.user.account.Account;
import org.broadsheet.user.account.Accounts;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/tokens}: what programs send as {@code Authorization: Bearer}. */
@Controller("/api/v1/tokens")
@Secured(SecurityRule.IS_AUTHENTICATED)
final class TokenController {
    private static final int MAX_NAME = 100;

    private final Accounts accounts;
    private final Tokens tokens;
    private final CredentialSigner signer;
    private final Revocations revocations;

    TokenController(Accounts accounts, Tokens tokens, CredentialSigner signer, Revocations revocations) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.signer = signer;
        this.revocations = revocations;
    }

    /** With a session: name and scopes; without one: e-mail address and password too. */
    @Serdeable
    record NewToken(
            String name,
            @Nullable List<String> scopes,
            @Nullable String email,
            @Nullable String password) {
        NewToken {
            Required.field(name, "name");
        }

        @Override
        public String toString() {
            return "NewToken[" + name + "]";
        }
    }

    @Serdeable
    record MadeToken(UUID id, String token) {
        @Override
        public String toString() {
            return "MadeToken[" + id + "]";
        }
    }

    @Serdeable
    record TokenView(UUID id, String name, List<String> scopes, Instant createdAt, Instant expiresAt) {}

    @Serdeable
    record TokenList(List<TokenView> items) {}

    @Post
    @Secured(SecurityRule.IS_ANONYMOUS)
    HttpResponse<Envelope<MadeToken>> make(@Nullable CurrentUser user, @Body NewToken request) {
        var name = request.name();
        if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.unacceptable("A token has a name of 1 to " + MAX_NAME + " printable characters.");
        }
        var token = tokens.make(owner(user, request), name, scopes(request));
        return Envelope.answer(
                HttpStatus.CREATED,
                "Keep the token: it is not shown again.",
                new MadeToken(token.id(), signer.sign(token)));
    }

    @Get
    Envelope<TokenList> list(CurrentUser user) {
        return Envelope.of(new TokenList(tokens.of(user.id()).stream()
                .map(t -> new TokenView(t.id(), t.name(), t.scopes(), t.createdAt(), t.expiresAt()))
                .toList()));
    }

    @Delete("/{id}")
    Envelope<Object> revoke(CurrentUser user, UUID id) {
        var revoked = tokens.revoke(id, user.id())
                .orElseThrow(() -> ProblemException.notFound("You have no token with this id."));
        revocations.add(id, revoked.expiresAt());
        return Envelope.done("The token is revoked.");
    }

    private static List<String> scopes(NewToken request) {
        var scopes = request.scopes();
        if (scopes == null || scopes.isEmpty()) {
            return List.of(Tokens.READ, Tokens.WRITE);
        }
        if (!scopes.stream().allMatch(scope -> Tokens.READ.equals(scope) || Tokens.WRITE.equals(scope))) {
            throw ProblemException.unacceptable("The scopes are read and write.");
        }
        return scopes.stream().distinct().sorted().toList();
    }

    private UUID owner(@Nullable CurrentUser user, NewToken request) {
        var email = request.email();
        var password = request.password();
        if (email != null && password != null) {
            return accounts.authenticate(email, password)
                    .map(Account::id)
                    .orElseThrow(
                            () -> ProblemException.notAuthenticated("The e-mail address or the password is wrong."));
        }
        if (user == null) {
            throw ProblemException.notAuthenticated("Sign in first, or send email and password with the name.");
        }
        return user.id();
    }
}
