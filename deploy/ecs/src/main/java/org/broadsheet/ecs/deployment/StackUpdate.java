package org.broadsheet.ecs.deployment;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.DeploymentMode;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftStatus;

/**
 * Makes a stack what its template says, from whatever it is now: absent, half made, being changed, or changed by hand.
 */
final class StackUpdate {
    /** A stack that was never whole: it can only go and be made again. */
    private static final Set<String> NEVER_MADE =
            Set.of("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "REVIEW_IN_PROGRESS", "DELETE_FAILED");

    private static final Set<String> WHOLE =
            Set.of("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE");

    private static final int BYTES_WITHOUT_A_BUCKET = 51_200;

    private final CloudFormationClient client;
    private final Stacks stacks;
    private final Printer printer;
    private final InstantSource clock;

    StackUpdate(CloudFormationClient client, Stacks stacks, Printer printer, InstantSource clock) {
        this.client = client;
        this.stacks = stacks;
        this.printer = printer;
        this.clock = clock;
    }

    /** @throws DeploymentException with a line for each resource that failed, and what to do */
    void deploy(String name, String template, Map<String, String> parameters) {
        if (template.getBytes(StandardCharsets.UTF_8).length > BYTES_WITHOUT_A_BUCKET) {
            throw new DeploymentException(name + ": its template is larger than CloudFormation takes");
        }
        var before = ready(name);
        before.ifPresent(this::showDrift);
        var change = "deploy-" + token(template, parameters);
        if (!prepare(name, change, template, parameters, before.isEmpty())) {
            printer.say(name + " is as it should be");
            return;
        }
        var started = clock.instant();
        printer.say(name + (before.isEmpty() ? " is made" : " is changed"));
        stacks.patiently(() -> client.executeChangeSet(
                request -> request.stackName(name).changeSetName(change).clientRequestToken(change)));
        finish(name, started);
    }

    /** Waits for what somebody else began, and clears away what can't be continued. */
    private Optional<Stack> ready(String name) {
        var found = stacks.find(name);
        if (found.isPresent()
                && found.get().stackStatusAsString().endsWith("_IN_PROGRESS")
                && !found.get().stackStatusAsString().equals("REVIEW_IN_PROGRESS")) {
            printer.say(name + " is being changed (" + found.get().stackStatusAsString() + "); waiting for its end");
            found = stacks.settled(name);
        }
        if (found.isEmpty() || found.get().stackStatusAsString().equals("DELETE_COMPLETE")) {
            return Optional.empty();
        }
        var status = found.get().stackStatusAsString();
        if (NEVER_MADE.contains(status)) {
            printer.say(name + " was never whole (" + status + "); it is removed and made again");
            var id = found.get().stackId();
            stacks.patiently(() -> client.deleteStack(request -> request.stackName(id)));
            var after = stacks.settled(id);
            if (after.isPresent() && !after.get().stackStatusAsString().equals("DELETE_COMPLETE")) {
                throw new DeploymentException(
                        name + " could not be removed; ./broadsheet remove says what is in the way");
            }
            return Optional.empty();
        }
        if (status.equals("UPDATE_ROLLBACK_FAILED")) {
            printer.say(name + " stopped while it went back; going on with that");
            stacks.patiently(() -> client.continueUpdateRollback(request -> request.stackName(name)));
            found = stacks.settled(name);
        }
        return found;
    }

    /** Says what was changed or deleted by hand since the last deployment; the change set puts it back. */
    private void showDrift(Stack stack) {
        var id = stacks.patiently(() -> client.detectStackDrift(request -> request.stackName(stack.stackName())))
                .stackDriftDetectionId();
        var detection = stacks.until(
                () -> stacks.patiently(
                        () -> client.describeStackDriftDetectionStatus(request -> request.stackDriftDetectionId(id))),
                status -> !status.detectionStatusAsString().equals("DETECTION_IN_PROGRESS"));
        if (detection.detectionStatusAsString().equals("DETECTION_FAILED")) {
            printer.say("  whether it was changed by hand is not known: " + detection.detectionStatusReason());
        }
        var drifts = stacks.patiently(() -> client.describeStackResourceDrifts(request -> request.stackName(
                        stack.stackName())
                .stackResourceDriftStatusFilters(StackResourceDriftStatus.MODIFIED, StackResourceDriftStatus.DELETED)));
        for (var drift : drifts.stackResourceDrifts()) {
            boolean deleted = drift.stackResourceDriftStatus() == StackResourceDriftStatus.DELETED;
            printer.say("  " + drift.logicalResourceId() + " (" + drift.resourceType() + ") was "
                    + (deleted ? "deleted" : "changed") + " by hand; it is "
                    + (deleted ? "made again" : "put back") + ": " + drift.physicalResourceId());
        }
    }

    /** @return whether there is anything to do */
    private boolean prepare(
            String name, String change, String template, Map<String, String> parameters, boolean isNew) {
        stacks.find(name)
                .ifPresent(stack -> stacks.patiently(() -> client.deleteChangeSet(
                        request -> request.stackName(name).changeSetName(change))));
        stacks.patiently(() -> client.createChangeSet(request -> request.stackName(name)
                .changeSetName(change)
                .changeSetType(isNew ? ChangeSetType.CREATE : ChangeSetType.UPDATE)
                .deploymentMode(isNew ? null : DeploymentMode.REVERT_DRIFT)
                .templateBody(template)
                .parameters(parameters(parameters))
                .capabilities(Capability.CAPABILITY_IAM)));
        var made = stacks.until(
                () -> stacks.patiently(() -> client.describeChangeSet(
                        request -> request.stackName(name).changeSetName(change))),
                response -> !response.statusAsString().endsWith("_PENDING")
                        && !response.statusAsString().endsWith("_IN_PROGRESS"));
        if (made.statusAsString().equals("CREATE_COMPLETE")) {
            return true;
        }
        if (isEmpty(made)) {
            stacks.patiently(() ->
                    client.deleteChangeSet(request -> request.stackName(name).changeSetName(change)));
            return false;
        }
        throw new DeploymentException(name + ": CloudFormation refuses the change: " + made.statusReason());
    }

    private static boolean isEmpty(DescribeChangeSetResponse change) {
        var reason = String.valueOf(change.statusReason());
        return reason.contains("didn't contain changes") || reason.contains("No updates are to be performed");
    }

    private void finish(String name, Instant started) {
        var end = stacks.settled(name).orElseThrow(() -> new DeploymentException(name + " is gone"));
        if (WHOLE.contains(end.stackStatusAsString())
                && !end.stackStatusAsString().equals("UPDATE_ROLLBACK_COMPLETE")) {
            return;
        }
        var lines = stacks.failures(name, started).stream()
                .map(failure -> name + ": " + failure)
                .toList();
        throw new DeploymentException(String.join(System.lineSeparator(), lines) + System.lineSeparator()
                + name + " is " + end.stackStatusAsString()
                + ", as it was before: mend what failed and run the same command again");
    }

    private static Collection<Parameter> parameters(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> Parameter.builder()
                        .parameterKey(value.getKey())
                        .parameterValue(value.getValue())
                        .build())
                .toList();
    }

    /** The same deployment has the same name, so that it is found again. */
    private static String token(String template, Map<String, String> parameters) {
        var sum = new CRC32();
        sum.update((template + List.copyOf(parameters.entrySet())).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
