package org.broadsheet.feed.image;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Set;
import org.broadsheet.http.HttpConfig;
import org.broadsheet.links.fetch.AddressGuard;
import org.broadsheet.links.fetch.FetchAllow;
import org.broadsheet.links.fetch.FetchBudget;
import org.broadsheet.links.fetch.GuardedFetcher;

/** The fetcher of pictures. */
@Factory
final class ImageFetcherFactory {
    @Singleton
    @Named("feed")
    @Bean(preDestroy = "close")
    GuardedFetcher fetcher(@Value("${broadsheet.fetch-allow:}") String allow, HttpConfig config, InstantSource clock) {
        String host = config.publicUrl().getHost();
        return new GuardedFetcher(
                new AddressGuard(FetchAllow.parse(allow), host == null ? Set.of() : Set.of(host)),
                FetchBudget.standard(),
                "Broadsheet/0.1 (+" + config.publicUrl() + ")",
                clock);
    }
}
