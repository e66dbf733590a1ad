package org.broadsheet.messaging;

import org.broadsheet.testing.Broker;
import org.broadsheet.testing.TestRabbit;

class RabbitMqFaultIT extends FaultContract {
    @Override
    Broker broker() {
        return TestRabbit.rabbitmq();
    }
}
