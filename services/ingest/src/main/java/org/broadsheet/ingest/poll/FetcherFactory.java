package org.broadsheet.ingest.poll;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.function.ToDoubleFunction;
import org.broadsheet.ingest.IngestConfig;
import org.broadsheet.ingest.parse.FeedParser;
import org.broadsheet.links.LinkParser;
import org.broadsheet.links.fetch.BodyRoom;
import org.broadsheet.links.fetch.FetchAllow;
import org.broadsheet.links.fetch.FetchBudget;
import org.broadsheet.links.fetch.GuardedFetcher;
import org.broadsheet.links.fetch.LinkExpander;
import org.broadsheet.links.fetch.Requester;
import org.broadsheet.links.fetch.Shorteners;
import org.broadsheet.settings.Tunables;
import org.broadsheet.tunables.LiveTunables;
import org.jspecify.annotations.Nullable;

/** This service's ways out, all behind one guard and one gate, and the parser. */
@Factory
final class FetcherFactory {
    private final Requester us;
    private final IngestConfig config;
    private final InstantSource clock;

    /** @param publicUrl where publishers find us, and what is never a source */
    FetcherFactory(
            @Value("${broadsheet.fetch-allow:}") String allow,
            @Nullable @Value("${broadsheet.public-url:}") String publicUrl,
            IngestConfig config,
            InstantSource clock) {
        this.us = new Requester(FetchAllow.parse(allow), publicUrl == null ? "" : publicUrl);
        this.config = config;
        this.clock = clock;
    }

    @Singleton
    @Named("ingest")
    @Bean(preDestroy = "close")
    GuardedFetcher fetcher() {
        return new GuardedFetcher(us.guard(), FetchBudget.standard(), us.userAgent(), clock);
    }

    @Singleton
    @Named("ingest")
    @Bean(preDestroy = "close")
    LinkExpander expander(@Named("ingest") Shorteners shorteners, HostGate gate) {
        return new LinkExpander(us.guard(), shorteners, gate, us.userAgent(), clock);
    }

    @Singleton
    @Named("ingest")
    Shorteners shorteners() {
        return Shorteners.standard().and(config.shorteners());
    }

    @Singleton
    HostGate gate(LiveTunables live, MeterRegistry registry) {
        var gate = new HostGate(() -> live.of(Tunables.HOST_PAUSE, config.hostPause()), us.allow()::names, clock);
        count("resting", gate, HostGate::resting, registry);
        count("waiting", gate, HostGate::waiting, registry);
        return gate;
    }

    @Singleton
    BodyRoom bodyRoom(MeterRegistry registry) {
        var room = BodyRoom.ofThisProcess();
        Gauge.builder("broadsheet.ingest.large-bodies.free", room, BodyRoom::free)
                .register(registry);
        return room;
    }

    @Singleton
    FeedParser feedParser() {
        return new FeedParser(new LinkParser());
    }

    private static void count(String state, HostGate gate, ToDoubleFunction<HostGate> hosts, MeterRegistry registry) {
        Gauge.builder("broadsheet.ingest.hosts", gate, hosts)
                .tag("state", state)
                .register(registry);
    }
}
