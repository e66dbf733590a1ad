package org.broadsheet.http;

import io.micronaut.context.annotation.Factory;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.broadsheet.events.Service;
import org.jspecify.annotations.Nullable;

/** What a service's controller may do. */
@Controller("/api/v1/test")
@Secured(SecurityRule.IS_ANONYMOUS)
final class TestController {
    static final String SECRET = "the password is hunter2";

    private final TransactionOperations<Connection> transactions;

    TestController(@Named("feed") TransactionOperations<Connection> transactions) {
        this.transactions = transactions;
    }

    @Serdeable
    record Order(String name, int number, @Nullable Instant at) {
        Order {
            Required.field(name, "name");
            if (number < 0) {
                throw ProblemException.unacceptable("number counts from 0.");
            }
        }
    }

    @Post("/orders")
    Envelope<Order> order(@Body Order order) {
        return Envelope.of(order);
    }

    @Get("/number")
    Envelope<Integer> number(@QueryValue int value) {
        return Envelope.of(value);
    }

    @Get("/failure")
    Envelope<Integer> fail() {
        throw new IllegalStateException(SECRET);
    }

    /** Needs the database. */
    @Get("/stored")
    Envelope<Boolean> stored() {
        return Envelope.of(transactions.executeRead(status -> status.getConnection() != null));
    }

    @Get("/later")
    Envelope<Integer> later() {
        throw ProblemException.tooManyRequests("Not now.", Duration.ofSeconds(7));
    }

    @Get("/conflict")
    Envelope<Integer> conflict() {
        throw ProblemException.conflict("It is there.", new Order("x", 1, null));
    }

    @Get("/me")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    Envelope<UUID> me(CurrentUser user) {
        return Envelope.of(user.id());
    }

    @Post("/me")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    Envelope<UUID> change(CurrentUser user) {
        return Envelope.of(user.id());
    }

    @Factory
    static final class Handlers {
        @Singleton
        @Named("feed")
        RevocationHandler feedRevocations(@Named("feed") RevocationRepository repository) {
            return new RevocationHandler(Service.FEED, repository);
        }
    }
}
