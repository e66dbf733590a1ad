package org.broadsheet.standalone.dlq;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.broadsheet.messaging.DeadLetterFilter;
import org.broadsheet.messaging.DeadLetterOutcome;
import org.broadsheet.messaging.DeadLetterQueues;
import picocli.CommandLine.Command;

@Command(
        name = "replay",
        description = "Publishes dead letters into the queues of their consumers again, with the same message id: what "
                + "has had its effect has none again, for 30 days.")
final class ReplayCommand extends SettleCommand {
    ReplayCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    String done() {
        return "replayed";
    }

    @Override
    List<DeadLetterOutcome> settle(DeadLetterQueues queues, DeadLetterFilter filter) throws IOException {
        return queues.replay(filter);
    }

    @Override
    List<DeadLetterOutcome> rehearse(DeadLetterQueues queues, DeadLetterFilter filter) throws IOException {
        return queues.rehearseReplay(filter);
    }
}
