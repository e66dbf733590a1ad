package org.broadsheet.messaging;

import io.micronaut.context.BeanContext;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.inject.qualifiers.Qualifiers;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.broadsheet.events.Service;

/**
 * Starts relays and consumers of every service in this process when the application has started, and ends them in
 * order: no new deliveries, work in hand finished and acknowledged, the outbox flushed, connections closed.
 */
@Singleton
public final class Messaging implements ApplicationEventListener<StartupEvent> {
    private final BeanContext context;
    private final MessagingConfig config;
    private final Topology topology;
    private final Codec codec;
    private final MessagingMetrics metrics;
    private final ServiceMessaging.Connections connections;
    private final List<ServiceMessaging> services = new ArrayList<>();
    private final Deadlines deadlines;
    private final Supervised watch;
    private final QueueWatch queueWatch;
    private final AtomicBoolean stopped = new AtomicBoolean();

    Messaging(
            BeanContext context,
            MessagingConfig config,
            Topology topology,
            Codec codec,
            MessagingMetrics metrics,
            QueueWatch queueWatch) {
        this.context = context;
        this.config = config;
        this.topology = topology;
        this.codec = codec;
        this.metrics = metrics;
        this.queueWatch = queueWatch;
        this.deadlines = new Deadlines(config.handlerDeadline(), metrics);
        this.watch = new Supervised("handler-deadlines", metrics, deadlines::run);
        this.connections = new ServiceMessaging.Connections(
                new BrokerConnection("publish", config, topology), new BrokerConnection("consume", config, topology));
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        var consumptions = consumptions();
        for (var service : Service.values()) {
            context.findBean(OutboxPublisher.class, Qualifiers.byName(service.wireName()))
                    .ifPresent(publisher -> services.add(messagingOf(service, publisher, consumptions)));
        }
        var missing = consumptions.stream()
                .filter(c -> context.findBean(
                                OutboxPublisher.class,
                                Qualifiers.byName(c.service().wireName()))
                        .isEmpty())
                .map(Consumption::consumer)
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("no datasource for the consumers " + missing);
        }
        metrics.gauge(
                "broadsheet.broker.connected",
                "all",
                () -> connections.consuming().isOpen() ? 1 : 0);
        watch.start();
        services.forEach(ServiceMessaging::start);
        queueWatch.start();
    }

    /** Ends everything in order; a second call does nothing. */
    @PreDestroy
    public void stop() {
        if (stopped.compareAndSet(false, true)) {
            queueWatch.requestStop();
            services.parallelStream().forEach(ServiceMessaging::stopConsuming);
            services.parallelStream().forEach(ServiceMessaging::stopPublishing);
            watch.close();
            queueWatch.close();
            connections.consuming().close();
            connections.publishing().close();
        }
    }

    private List<Consumption<?>> consumptions() {
        Stream<Consumption<?>> batches =
                context.getBeansOfType(MessageHandler.class).stream().map(this::batches);
        Stream<Consumption<?>> work =
                context.getBeansOfType(WorkHandler.class).stream().map(this::work);
        return Stream.concat(batches, work).toList();
    }

    private Consumption<?> batches(MessageHandler<?> handler) {
        return new Consumption.Batches<>(handler, codec);
    }

    private Consumption<?> work(WorkHandler<?> handler) {
        return new Consumption.Work<>(handler, codec);
    }

    private ServiceMessaging messagingOf(
            Service service, OutboxPublisher publisher, List<Consumption<?>> consumptions) {
        var name = service.wireName();
        var outbox = context.getBean(ServiceMessaging.ServiceOutbox.class, Qualifiers.byName(name));
        var own = consumptions.stream().filter(c -> c.service() == service).toList();
        queueWatch.add(name, outbox.transactions(), own);
        return new ServiceMessaging(
                name,
                config,
                outbox,
                own,
                connections,
                new DeadLetters(publisher, topology, InstantSource.system()),
                new Backoff(config.attempts(), config.retryBase(), config.retryCap(), new SecureRandom()),
                topology,
                metrics,
                deadlines);
    }
}
