package org.broadsheet.messaging;

import org.broadsheet.testing.Broker;
import org.broadsheet.testing.TestRabbit;

class RabbitMqQueueCensusIT extends QueueCensusContract {
    @Override
    Broker broker() {
        return TestRabbit.rabbitmq();
    }
}
