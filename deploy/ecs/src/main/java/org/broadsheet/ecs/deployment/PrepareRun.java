package org.broadsheet.ecs.deployment;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Task;

/** Runs the new image once, before any service is touched: it makes the database's roles and schemas, and migrates. */
final class PrepareRun {
    private static final String CONTAINER = "prepare";
    private static final int LAST_LINES = 20;

    private final EcsClient ecs;
    private final CloudWatchLogsClient logs;
    private final Stacks stacks;
    private final Printer printer;

    PrepareRun(EcsClient ecs, CloudWatchLogsClient logs, Stacks stacks, Printer printer) {
        this.ecs = ecs;
        this.logs = logs;
        this.stacks = stacks;
        this.printer = printer;
    }

    /** @throws DeploymentException with what it logged last, unless it ended with 0 */
    void run(String stage, List<Output> outputs) {
        var values =
                outputs.stream().collect(java.util.stream.Collectors.toMap(Output::outputKey, Output::outputValue));
        var cluster = value(values, "PrepareCluster");
        printer.say("the database is prepared");
        var started = ecs.runTask(request -> request.cluster(cluster)
                .taskDefinition(value(values, "PrepareDefinition"))
                .launchType(LaunchType.FARGATE)
                .count(1)
                .startedBy("broadsheet-deploy")
                .networkConfiguration(network -> network.awsvpcConfiguration(
                        vpc -> vpc.subnets(value(values, "PrepareSubnets").split(",", -1))
                                .securityGroups(value(values, "PrepareGroup"))
                                .assignPublicIp(AssignPublicIp.ENABLED))));
        if (started.tasks().isEmpty()) {
            var reasons =
                    started.failures().stream().map(failure -> failure.reason()).toList();
            throw new DeploymentException("prepare did not start: " + reasons + "; run the same command again");
        }
        var arn = started.tasks().getFirst().taskArn();
        var ended =
                stacks.until(
                        () -> stacks
                                .patiently(() -> ecs.describeTasks(
                                        request -> request.cluster(cluster).tasks(arn)))
                                .tasks()
                                .stream()
                                .findFirst(),
                        task -> task.isPresent() && task.get().lastStatus().equals("STOPPED"));
        judge(stage, arn, ended.orElseThrow());
    }

    private void judge(String stage, String arn, Task task) {
        var container = task.containers().stream()
                .filter(found -> found.name().equals(CONTAINER))
                .findFirst();
        var exit = container
                .map(software.amazon.awssdk.services.ecs.model.Container::exitCode)
                .orElse(null);
        if (exit != null && exit == 0) {
            return;
        }
        var lines = new java.util.ArrayList<>(lastLines(stage, arn));
        lines.add("prepare ended with " + (exit == null ? "no status: " + task.stoppedReason() : "status " + exit)
                + "; no service was touched: mend it and run the same command again");
        throw new DeploymentException(String.join(System.lineSeparator(), lines));
    }

    private List<String> lastLines(String stage, String arn) {
        var id = arn.substring(arn.lastIndexOf('/') + 1);
        try {
            return stacks
                    .patiently(() ->
                            logs.getLogEvents(request -> request.logGroupName("/broadsheet/" + stage + "/" + CONTAINER)
                                    .logStreamName(CONTAINER + "/" + CONTAINER + "/" + id)
                                    .limit(LAST_LINES)
                                    .startFromHead(false)))
                    .events()
                    .stream()
                    .map(OutputLogEvent::message)
                    .toList();
        } catch (ResourceNotFoundException e) {
            return List.of("it wrote no log");
        }
    }

    private static String value(Map<String, String> outputs, String key) {
        var value = outputs.get(key);
        if (value == null) {
            throw new DeploymentException("the data stack has no output " + key);
        }
        return value;
    }
}
