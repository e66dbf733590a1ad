package org.broadsheet.user.account;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.events.AccountDeleted;
import org.broadsheet.events.AccountOpened;
import org.broadsheet.http.ProblemException;
import org.broadsheet.http.RevocationRepository;
import org.broadsheet.messaging.EventPublisher;
import org.jspecify.annotations.Nullable;

/** Opens, finds and deletes accounts, and tells the other services. */
@Singleton
public class Accounts {
    /** Longer than any credential lives. */
    private static final Duration FORGET_USER_AFTER = Duration.ofDays(3650);

    private final AccountRepository accounts;
    private final Passwords passwords;
    private final EventPublisher publisher;
    private final RevocationRepository revocations;
    private final InstantSource clock;

    Accounts(
            AccountRepository accounts,
            Passwords passwords,
            @Named("user") EventPublisher publisher,
            @Named("user") RevocationRepository revocations,
            InstantSource clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.publisher = publisher;
        this.revocations = revocations;
        this.clock = clock;
    }

    /** Opens an account unless the address has one; the caller can't tell which, and neither can their stopwatch. */
    @Transactional("user")
    public void open(EmailAddress email, String passwordHash, @Nullable String name) {
        var id = UuidCreator.getTimeOrderedEpoch();
        if (accounts.open(id, email.value(), name, passwordHash) == 1) {
            publisher.publish(new AccountOpened(id, email.value(), name, clock.instant()));
        }
    }

    /** The account with this address and password. */
    public Optional<Account> authenticate(String email, String password) {
        var account = EmailAddress.parse(email).flatMap(address -> accounts.findByEmail(address.value()));
        boolean matches =
                passwords.matches(password, account.map(Account::passwordHash).orElse(null));
        return matches ? account : Optional.empty();
    }

    public Account get(UUID id) {
        return accounts.findById(id).orElseThrow(() -> ProblemException.notFound("This account does not exist."));
    }

    /** Deletes an account with everything below it, and has every other service forget it. */
    @Transactional("user")
    public void delete(UUID id) {
        if (accounts.delete(id) == 1) {
            revocations.revoke(id, clock.instant().plus(FORGET_USER_AFTER));
            publisher.publish(new AccountDeleted(id, clock.instant()));
        }
    }
}
