package org.broadsheet.http;

import io.micronaut.runtime.graceful.GracefulShutdownManager;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.broadsheet.messaging.Messaging;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of leaving without dropping anything. */
@Singleton
final class OrderedShutdown {
    private static final Logger log = LoggerFactory.getLogger(OrderedShutdown.class);
    private static final Duration REQUESTS = Duration.ofSeconds(3);

    private final Readiness readiness;
    private final GracefulShutdownManager graceful;
    private final Messaging messaging;
    private final Revocations revocations;

    OrderedShutdown(
            Readiness readiness, GracefulShutdownManager graceful, Messaging messaging, Revocations revocations) {
        this.readiness = readiness;
        this.graceful = graceful;
        this.messaging = messaging;
        this.revocations = revocations;
    }

    void run(EmbeddedServer server) {
        readiness.drain();
        finishRequests();
        server.stop();
        messaging.stop();
        revocations.close();
        log.info("stopped");
    }

    private void finishRequests() {
        try {
            graceful.shutdownGracefully().toCompletableFuture().get(REQUESTS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.atWarn().addKeyValue("seconds", REQUESTS.toSeconds()).log("requests did not end in time");
        } catch (ExecutionException e) {
            log.atWarn().setCause(e.getCause()).log("the server did not end its requests");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
