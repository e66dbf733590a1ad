package org.broadsheet.standalone.job;

import java.util.Map;
import org.broadsheet.testing.TestRabbit;

class MainJobOnRabbitMqIT extends MainJobContract {
    @Override
    Map<String, String> environment() {
        return Map.of("BROADSHEET_AMQP_URL", TestRabbit.rabbitmq().amqpUrl());
    }
}
