package org.broadsheet.messaging;

import org.broadsheet.testing.Broker;
import org.broadsheet.testing.TestRabbit;

class EmbeddedBrokerQueueWatchIT extends QueueWatchContract {
    @Override
    Broker broker() {
        return TestRabbit.embedded();
    }
}
