package org.broadsheet.standalone.dlq;

import java.io.PrintWriter;
import java.util.List;
import org.broadsheet.messaging.DeadLetterOutcome;
import org.broadsheet.messaging.DeadLetterOutcome.Broken;
import org.broadsheet.messaging.DeadLetterOutcome.Counts;
import org.broadsheet.messaging.DeadLetterOutcome.Finished;
import org.broadsheet.messaging.DeadLetterOutcome.Missing;

/** How a command's walk ended: for the exit status, and in words. */
record Outcomes(List<DeadLetterOutcome> all) {
    /** Everything was done. */
    static final int DONE = 0;

    /** Some letters could not be replayed, or the broker is not there. */
    static final int FAILED = 1;

    /** The command line is wrong. */
    static final int WRONG_ARGUMENTS = 2;

    Outcomes {
        all = List.copyOf(all);
    }

    Counts counts() {
        return all.stream().map(DeadLetterOutcome::counts).reduce(Counts.NONE, Counts::plus);
    }

    /** Says what went wrong, a line for each. @return the exit status */
    int complain(PrintWriter err) {
        int status = DONE;
        if (!all.isEmpty() && all.stream().allMatch(Missing.class::isInstance)) {
            err.println(
                    "the broker has none of these dead letter queues: check that it is the right one, and --prefix");
            return FAILED;
        }
        for (var outcome : all) {
            switch (outcome) {
                case Finished finished -> status = Math.max(status, refused(finished, err));
                case Missing missing -> err.println("the broker has no queue " + missing.consumer() + ".dead");
                case Broken broken -> {
                    err.println(broken.consumer() + ": " + broken.reason()
                            + "; what was not confirmed is among the dead letters still");
                    status = FAILED;
                }
            }
        }
        return status;
    }

    private static int refused(Finished finished, PrintWriter err) {
        if (finished.counts().refused() == 0) {
            return DONE;
        }
        err.println(finished.consumer() + ": its queue, which is full or missing, takes "
                + finished.counts().refused() + " of the letters not; they stay");
        return FAILED;
    }
}
