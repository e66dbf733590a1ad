package org.broadsheet.metrics.prometheus;

import java.util.Map;
import org.broadsheet.metrics.AlarmRule;

/** What to do first where an installation is one of Compose: by the heading of the runbook, which says it, too. */
final class ComposeCommands {
    private static final Map<String, String> BY_ANCHOR = Map.of(
            "messages-wait", "docker compose ps --all",
            "outbox", "docker compose ps --all",
            "broker", "docker compose logs --since 15m rabbitmq",
            "sampler", "docker compose logs --since 15m digest",
            "digests-are-late", "docker compose logs --since 1h digest",
            "polls-fail", "docker compose logs --since 1h ingest",
            "requests-fail", "docker compose logs --since 15m user filter feed digest",
            "tasks-are-not-healthy", "docker compose ps --all",
            "a-service-lacks-processor-or-memory", "docker stats --no-stream");

    private ComposeCommands() {}

    /** The rule's own where it does not need AWS. */
    static String first(AlarmRule rule) {
        if (!rule.firstCommand().startsWith("aws ")) {
            return rule.firstCommand();
        }
        var command = BY_ANCHOR.get(rule.anchor());
        if (command == null) {
            throw new IllegalArgumentException(rule.name() + ": no first command for Compose at " + rule.anchor());
        }
        return command;
    }
}
