package org.broadsheet.ecs.deployment;

import java.util.List;
import java.util.Optional;
import org.broadsheet.ecs.stage.Stage;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DeletionMode;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;

/** A stage to nothing, the data last; says what is left, with the command that deletes it. */
public final class Removal {
    private final Aws aws;
    private final CloudFormationClient client;
    private final Stacks stacks;
    private final Printer printer;

    public Removal(Aws aws, Pause pause, Printer printer) {
        this.aws = aws;
        this.client = aws.cloudFormation();
        this.stacks = new Stacks(client, pause, printer);
        this.printer = printer;
    }

    /** @return whether nothing is left */
    public boolean run(Stage stage) {
        boolean clean = true;
        for (var name : stage.stacks().reversed()) {
            clean &= remove(name);
            if (!clean) {
                printer.say("what " + name + " uses stays until it is gone");
                break;
            }
        }
        return leftovers(stage.name()) && clean;
    }

    private boolean remove(String name) {
        var found = stacks.find(name);
        if (found.isPresent()) {
            found = stacks.settled(found.get().stackId());
        }
        if (isGone(found)) {
            printer.say(name + " is not there");
            return true;
        }
        var id = found.orElseThrow().stackId();
        printer.say(name + " is removed");
        if (isGone(delete(id, DeletionMode.STANDARD))) {
            return true;
        }
        printer.say(name + " was not removed at once; trying again");
        if (isGone(delete(id, DeletionMode.STANDARD))) {
            return true;
        }
        stacks.failures(id, java.time.Instant.EPOCH).stream().distinct().forEach(line -> printer.say("  " + line));
        printer.say(name + " is removed without what can't be deleted");
        return isGone(delete(id, DeletionMode.FORCE_DELETE_STACK));
    }

    private Optional<Stack> delete(String id, DeletionMode mode) {
        stacks.patiently(
                () -> client.deleteStack(request -> request.stackName(id).deletionMode(mode)));
        return stacks.settled(id);
    }

    private static boolean isGone(Optional<Stack> stack) {
        return stack.isEmpty() || stack.get().stackStatusAsString().equals("DELETE_COMPLETE");
    }

    /** What still carries the stage's tag. */
    private boolean leftovers(String stage) {
        var left = stacks.patiently(() -> aws
                .tagging()
                .getResourcesPaginator(request -> request.tagFilters(
                        filter -> filter.key("broadsheet:stage").values(stage)))
                .resourceTagMappingList()
                .stream()
                .map(ResourceTagMapping::resourceARN)
                .toList());
        for (var arn : left) {
            printer.say("left: " + arn + "; delete it: " + command(arn));
        }
        return left.isEmpty();
    }

    private static String command(String arn) {
        var parts = List.of(arn.split(":", 6));
        var service = parts.get(2);
        var name = parts.get(5);
        return switch (service) {
            case "rds" ->
                name.startsWith("snapshot:")
                        ? "aws rds delete-db-snapshot --db-snapshot-identifier " + name.substring("snapshot:".length())
                        : "aws rds delete-db-instance --skip-final-snapshot --db-instance-identifier "
                                + name.replaceFirst("^db:", "");
            case "logs" -> "aws logs delete-log-group --log-group-name " + name.replaceFirst("^log-group:", "");
            case "secretsmanager" ->
                "aws secretsmanager delete-secret --force-delete-without-recovery --secret-id " + arn;
            case "elasticfilesystem" ->
                "aws efs delete-file-system --file-system-id " + name.replaceFirst("^file-system/", "");
            case "mq" ->
                "aws mq delete-broker --broker-id "
                        + name.replaceFirst("^broker:", "").replaceFirst("^.*:", "");
            case "ecs" ->
                name.startsWith("task-definition/")
                        ? "aws ecs deregister-task-definition --task-definition " + arn
                        : "aws ecs delete-service --force --service " + arn;
            default ->
                "aws resourcegroupstaggingapi get-resources --resource-arn-list " + arn
                        + " says what it is; its own service deletes it";
        };
    }
}
