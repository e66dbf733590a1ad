package org.broadsheet.messaging;

import org.broadsheet.testing.Broker;
import org.broadsheet.testing.TestRabbit;

class EmbeddedBrokerMessagingIT extends MessagingContract {
    @Override
    Broker broker() {
        return TestRabbit.embedded();
    }
}
