package org.broadsheet.messaging;

import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.EachBean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import javax.sql.DataSource;

/** One publisher for each datasource, under the datasource's name, which is the service's. */
@Factory
final class MessagingFactory {
    @EachBean(DataSource.class)
    ServiceMessaging.ServiceOutbox serviceOutbox(@Parameter String name, BeanContext context, ObjectMapper json) {
        @SuppressWarnings("unchecked")
        TransactionOperations<Connection> operations =
                context.getBean(TransactionOperations.class, Qualifiers.byName(name));
        return ServiceMessaging.ServiceOutbox.of(operations, new Outbox(json));
    }

    @EachBean(ServiceMessaging.ServiceOutbox.class)
    OutboxPublisher publisher(ServiceMessaging.ServiceOutbox outbox, Codec codec, Topology topology) {
        return new OutboxPublisher(outbox.transactions(), outbox.outbox(), codec, topology, outbox.wakeup());
    }
}
