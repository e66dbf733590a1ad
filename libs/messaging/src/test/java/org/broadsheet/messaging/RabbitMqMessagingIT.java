package org.broadsheet.messaging;

import org.broadsheet.testing.Broker;
import org.broadsheet.testing.TestRabbit;

class RabbitMqMessagingIT extends MessagingContract {
    @Override
    Broker broker() {
        return TestRabbit.rabbitmq();
    }
}
