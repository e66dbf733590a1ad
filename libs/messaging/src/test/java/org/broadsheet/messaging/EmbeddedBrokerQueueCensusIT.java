package org.broadsheet.messaging;

import org.broadsheet.testing.Broker;
import org.broadsheet.testing.TestRabbit;

class EmbeddedBrokerQueueCensusIT extends QueueCensusContract {
    @Override
    Broker broker() {
        return TestRabbit.embedded();
    }
}
