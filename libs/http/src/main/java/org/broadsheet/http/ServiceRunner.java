package org.broadsheet.http;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;

/** Starts the services of one process and ends them in order. */
public final class ServiceRunner {
    private ServiceRunner() {}

    /**
     * Migrates the schemas, starts messaging and serves HTTP; returns when calls are answered.
     *
     * @throws RuntimeException if anything of it fails; nothing is left running
     */
    public static Running start(ServicePlan plan) {
        var context = ApplicationContext.builder()
                .banner(false)
                .deduceEnvironment(false)
                .environmentPropertySource(false)
                .propertySources(PropertySource.of("broadsheet", ServiceProperties.of(plan)))
                .build();
        try {
            context.start();
            var server = context.getBean(EmbeddedServer.class);
            server.start();
            return new Running(context, server);
        } catch (RuntimeException | Error e) {
            context.close();
            throw e;
        }
    }

    /** Services that answer calls. */
    public static final class Running implements AutoCloseable {
        private final ApplicationContext context;
        private final EmbeddedServer server;

        private Running(ApplicationContext context, EmbeddedServer server) {
            this.context = context;
            this.server = server;
        }

        public URI uri() {
            return server.getURI();
        }

        public ApplicationContext context() {
            return context;
        }

        /**
         * Not ready any more, requests in hand answered, consumers ended with their work acknowledged, the outbox
         * flushed, pools closed: in this order, within about ten seconds.
         */
        @Override
        public void close() {
            context.getBean(OrderedShutdown.class).run(server);
            context.close();
        }
    }
}
