package org.broadsheet.ingest.connection;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.broadsheet.http.DerivedKey;
import org.broadsheet.http.HttpConfig;
import org.broadsheet.links.fetch.ApiExchange;
import org.broadsheet.links.fetch.FetchAllow;
import org.broadsheet.links.fetch.FetchBudget;
import org.broadsheet.links.fetch.Requester;
import org.broadsheet.networks.AccountAccess;
import org.broadsheet.networks.CredentialSeal;
import org.broadsheet.networks.NetworkAccess;
import org.broadsheet.networks.Seal;

/** The way to the accounts: what opens their credentials, and what sends them. */
@Factory
final class AccessFactory {
    @Singleton
    @Named("ingest")
    @Bean(preDestroy = "close")
    ApiExchange exchange(@Value("${broadsheet.fetch-allow:}") String allow, HttpConfig http) {
        return new ApiExchange(
                new Requester(FetchAllow.parse(allow), http.publicUrl().toString()), FetchBudget.standard());
    }

    @Singleton
    @Named("ingest")
    AccountAccess access(@Named("ingest") ApiExchange exchange, NetworkConfig networks, InstantSource clock) {
        return new NetworkAccess(exchange, networks.settings(), clock);
    }

    @Singleton
    @Named("ingest")
    CredentialSeal seal(HttpConfig http) {
        return new CredentialSeal(Seal.derived(DerivedKey.of(http, Seal.KEY_USE)::sign));
    }
}
