package org.broadsheet.user.account;

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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.broadsheet.http.CurrentUser;
import org.broadsheet.http.Envelope;
import org.broadsheet.http.ProblemException;
import org.broadsheet.http.Required;
import org.broadsheet.http.Revocations;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/accounts} and {@code /api/v1/account}. */
@Controller("/api/v1")
@Secured(SecurityRule.IS_AUTHENTICATED)
final class AccountController {
    private static final int MIN_PASSWORD = 8;
    private static final int MAX_PASSWORD = 256;
    private static final int MAX_NAME = 200;
    private static final Duration REVOKED_FOR = Duration.ofDays(3650);

    private final Accounts accounts;
    private final Passwords passwords;
    private final Revocations revocations;
    private final InstantSource clock;

    AccountController(Accounts accounts, Passwords passwords, Revocations revocations, InstantSource clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.revocations = revocations;
        this.clock = clock;
    }

    @Serdeable
    record SignUp(String email, String password, @Nullable String name) {
        SignUp {
            Required.field(email, "email");
            Required.field(password, "password");
        }

        @Override
        public String toString() {
            return "SignUp";
        }
    }

    @Serdeable
    record AccountView(UUID id, String email, @Nullable String name, Instant createdAt) {}

    @Post("/accounts")
    @Secured(SecurityRule.IS_ANONYMOUS)
    HttpResponse<Envelope<Object>> open(@Body SignUp signUp) {
        var email = EmailAddress.parse(signUp.email())
                .orElseThrow(() -> ProblemException.unacceptable("This is not an e-mail address."));
        int length = signUp.password().length();
        if (length < MIN_PASSWORD || length > MAX_PASSWORD) {
            throw ProblemException.unacceptable(
                    "A password has " + MIN_PASSWORD + " to " + MAX_PASSWORD + " characters.");
        }
        accounts.open(email, passwords.hash(signUp.password()), nameOf(signUp.name()));
        return Envelope.answer(
                HttpStatus.CREATED, "You can sign in now. If this address had an account already, it is unchanged.");
    }

    @Get("/account")
    Envelope<AccountView> show(CurrentUser user) {
        var account = accounts.get(user.id());
        return Envelope.of(new AccountView(account.id(), account.email(), account.name(), account.createdAt()));
    }

    @Delete("/account")
    Envelope<Object> delete(CurrentUser user) {
        accounts.delete(user.id());
        revocations.add(user.id(), clock.instant().plus(REVOKED_FOR));
        return Envelope.done("The account is deleted. Every copy of its data is being removed.");
    }

    private static @Nullable String nameOf(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        var printable = name.strip().replaceAll("\\p{Cntrl}", "");
        return printable.length() <= MAX_NAME ? printable : printable.substring(0, MAX_NAME);
    }
}
