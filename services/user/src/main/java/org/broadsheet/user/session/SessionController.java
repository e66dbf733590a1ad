package org.broadsheet.user.session;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;
import org.broadsheet.http.Credential;
import org.broadsheet.http.CredentialSigner;
import org.broadsheet.http.CurrentUser;
import org.broadsheet.http.Envelope;
import org.broadsheet.http.ProblemException;
import org.broadsheet.http.Required;
import org.broadsheet.http.Revocations;
import org.broadsheet.http.SessionCookie;
import org.broadsheet.user.account.Accounts;

/** {@code /api/v1/sessions}: the cookie of a browser, on and off. */
@Controller("/api/v1/sessions")
@Secured(SecurityRule.IS_AUTHENTICATED)
final class SessionController {
    private final Accounts accounts;
    private final Sessions sessions;
    private final CredentialSigner signer;
    private final SessionCookie cookie;
    private final Revocations revocations;

    SessionController(
            Accounts accounts,
            Sessions sessions,
            CredentialSigner signer,
            SessionCookie cookie,
            Revocations revocations) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.signer = signer;
        this.cookie = cookie;
        this.revocations = revocations;
    }

    @Serdeable
    record SignIn(String email, String password) {
        SignIn {
            Required.field(email, "email");
            Required.field(password, "password");
        }

        @Override
        public String toString() {
            return "SignIn";
        }
    }

    @Serdeable
    record SessionView(UUID userId, Instant expiresAt) {}

    @Post
    @Secured(SecurityRule.IS_ANONYMOUS)
    HttpResponse<Envelope<SessionView>> open(@Body SignIn signIn) {
        var account = accounts.authenticate(signIn.email(), signIn.password())
                .orElseThrow(() -> ProblemException.notAuthenticated("The e-mail address or the password is wrong."));
        var session = sessions.open(account.id());
        return HttpResponse.ok(Envelope.of(new SessionView(account.id(), session.expiresAt())))
                .cookie(cookie.holding(signer.sign(session), Sessions.LIFE));
    }

    @Delete("/current")
    HttpResponse<Envelope<Object>> end(CurrentUser user) {
        var credential = user.credential();
        if (credential.kind() != Credential.Kind.SESSION) {
            throw ProblemException.badRequest(
                    "This call has a token, not a session: DELETE /api/v1/tokens/{id} ends it.");
        }
        sessions.end(credential);
        revocations.add(credential.id(), credential.expiresAt());
        return HttpResponse.ok(Envelope.done("You are signed out.")).cookie(cookie.ended());
    }
}
