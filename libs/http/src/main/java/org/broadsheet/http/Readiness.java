package org.broadsheet.http;

import io.micronaut.context.BeanContext;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Whether this process can serve: its databases answer and it is not on its way out. The broker is no part of it, since
 * calls are answered without one. Liveness says only that the process runs, so a database outage restarts nothing.
 */
@Singleton
@io.micronaut.management.health.indicator.annotation.Readiness
public final class Readiness implements HealthIndicator {
    private static final int VALID_SECONDS = 2;

    private final BeanContext context;
    private final ExecutorService executor;
    private final AtomicBoolean draining = new AtomicBoolean();

    Readiness(BeanContext context, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.context = context;
        this.executor = executor;
    }

    /** From now on no new work is wanted here. */
    public void drain() {
        draining.set(true);
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Mono.fromCallable(this::judge).subscribeOn(Schedulers.fromExecutor(executor));
    }

    private HealthResult judge() {
        var builder = HealthResult.builder("broadsheet");
        if (draining.get()) {
            return builder.status(HealthStatus.DOWN).details("shutting down").build();
        }
        for (var dataSource : context.getBeansOfType(DataSource.class)) {
            if (!answers(dataSource)) {
                return builder.status(HealthStatus.DOWN)
                        .details("the database does not answer")
                        .build();
            }
        }
        return builder.status(HealthStatus.UP).build();
    }

    private static boolean answers(DataSource dataSource) {
        try (var connection = DelegatingDataSource.unwrapDataSource(dataSource).getConnection()) {
            return connection.isValid(VALID_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }
}
