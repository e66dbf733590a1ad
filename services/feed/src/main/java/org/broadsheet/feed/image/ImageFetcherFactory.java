package org.broadsheet.feed.image;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.broadsheet.http.HttpConfig;
import org.broadsheet.links.fetch.FetchAllow;
import org.broadsheet.links.fetch.FetchBudget;
import org.broadsheet.links.fetch.GuardedFetcher;
import org.broadsheet.links.fetch.Requester;

/** The fetcher of pictures. */
@Factory
final class ImageFetcherFactory {
    @Singleton
    @Named("feed")
    @Bean(preDestroy = "close")
    GuardedFetcher fetcher(@Value("${broadsheet.fetch-allow:}") String allow, HttpConfig config, InstantSource clock) {
        var us = new Requester(FetchAllow.parse(allow), config.publicUrl().toString());
        return new GuardedFetcher(us.guard(), FetchBudget.standard(), us.userAgent(), clock);
    }
}
