package org.broadsheet.ingest.poll;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;
import java.util.Set;
import org.broadsheet.ingest.parse.FeedParser;
import org.broadsheet.links.LinkParser;
import org.broadsheet.links.fetch.AddressGuard;
import org.broadsheet.links.fetch.FetchAllow;
import org.broadsheet.links.fetch.FetchBudget;
import org.broadsheet.links.fetch.GuardedFetcher;
import org.jspecify.annotations.Nullable;

/** The one fetcher of this service, and the parser. */
@Factory
final class FetcherFactory {
    private static final String AGENT = "Broadsheet/0.1 (+%s)";

    /** @param publicUrl where publishers find us, and what is never a source */
    @Singleton
    @Named("ingest")
    @Bean(preDestroy = "close")
    GuardedFetcher fetcher(
            @Value("${broadsheet.fetch-allow:}") String allow,
            @Nullable @Value("${broadsheet.public-url:}") String publicUrl,
            InstantSource clock) {
        String address = publicUrl == null ? "" : publicUrl;
        return new GuardedFetcher(
                new AddressGuard(FetchAllow.parse(allow), ownHosts(address)),
                FetchBudget.standard(),
                AGENT.formatted(address),
                clock);
    }

    @Singleton
    FeedParser feedParser() {
        return new FeedParser(new LinkParser());
    }

    private static Set<String> ownHosts(String publicUrl) {
        String host = publicUrl.isBlank() ? null : URI.create(publicUrl).getHost();
        return host == null ? Set.of() : Set.of(host);
    }
}
