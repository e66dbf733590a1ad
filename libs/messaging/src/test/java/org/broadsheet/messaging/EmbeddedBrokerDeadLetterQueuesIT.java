package org.broadsheet.messaging;

import org.broadsheet.testing.Broker;
import org.broadsheet.testing.TestRabbit;

class EmbeddedBrokerDeadLetterQueuesIT extends DeadLetterQueuesContract {
    @Override
    Broker broker() {
        return TestRabbit.embedded();
    }
}
