package org.broadsheet.user.connection;

import io.micronaut.context.annotation.Value;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.broadsheet.http.HttpConfig;
import org.broadsheet.http.ProblemException;
import org.broadsheet.links.fetch.ApiExchange;
import org.broadsheet.links.fetch.FetchAllow;
import org.broadsheet.links.fetch.FetchBudget;
import org.broadsheet.links.fetch.Requester;
import org.broadsheet.networks.AccountAccess;
import org.broadsheet.networks.Connectors;
import org.broadsheet.networks.NetworkAccess;

/** The way to the networks. Their servers may let us wait, so only so many readers wait at a time. */
@Singleton
final class NetworkGateway {
    private static final int AT_A_TIME = 32;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final ApiExchange exchange;
    private final Connectors connectors;
    private final AccountAccess access;
    private final Semaphore places = new Semaphore(AT_A_TIME);

    NetworkGateway(
            @Value("${broadsheet.fetch-allow:}") String fetchAllow,
            HttpConfig http,
            NetworkConfig networks,
            SealedClients clients,
            InstantSource clock) {
        var us = new Requester(FetchAllow.parse(fetchAllow), http.publicUrl().toString());
        this.exchange = new ApiExchange(us, FetchBudget.standard());
        this.connectors = new Connectors(exchange, networks.settings(), clients, clock);
        this.access = new NetworkAccess(exchange, networks.settings(), clock);
    }

    Connectors connectors() {
        return connectors;
    }

    AccountAccess access() {
        return access;
    }

    /** @throws ProblemException 429 when too many wait already */
    <T> T ask(Supplier<T> question) {
        if (!places.tryAcquire()) {
            throw ProblemException.tooManyRequests("Too many accounts are being connected just now.", RETRY_AFTER);
        }
        try {
            return question.get();
        } finally {
            places.release();
        }
    }

    @PreDestroy
    void close() {
        exchange.close();
    }
}
