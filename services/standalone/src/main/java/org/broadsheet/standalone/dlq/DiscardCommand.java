package org.broadsheet.standalone.dlq;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.broadsheet.messaging.DeadLetterFilter;
import org.broadsheet.messaging.DeadLetterOutcome;
import org.broadsheet.messaging.DeadLetterQueues;
import picocli.CommandLine.Command;

@Command(name = "discard", description = "Removes dead letters for good.")
final class DiscardCommand extends SettleCommand {
    DiscardCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    String done() {
        return "discarded";
    }

    @Override
    List<DeadLetterOutcome> settle(DeadLetterQueues queues, DeadLetterFilter filter) throws IOException {
        return queues.discard(filter);
    }

    @Override
    List<DeadLetterOutcome> rehearse(DeadLetterQueues queues, DeadLetterFilter filter) throws IOException {
        return queues.look(filter, letter -> {});
    }
}
