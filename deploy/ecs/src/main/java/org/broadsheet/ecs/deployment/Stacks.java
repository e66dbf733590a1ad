package org.broadsheet.ecs.deployment;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** What is asked about stacks, patiently: a lost connection is only a question that is asked again. */
final class Stacks {
    private static final Duration BETWEEN = Duration.ofSeconds(5);
    /** Two hours: a database with two zones takes half of one. */
    private static final int QUESTIONS = 1440;

    private static final int LOST = 60;

    private final CloudFormationClient client;
    private final Pause pause;
    private final Printer printer;

    Stacks(CloudFormationClient client, Pause pause, Printer printer) {
        this.client = client;
        this.pause = pause;
        this.printer = printer;
    }

    Optional<Stack> find(String name) {
        return patiently(() -> {
            try {
                return client.describeStacks(request -> request.stackName(name)).stacks().stream()
                        .findFirst();
            } catch (CloudFormationException e) {
                if (String.valueOf(e.getMessage()).contains("does not exist")) {
                    return Optional.<Stack>empty();
                }
                throw e;
            }
        });
    }

    /** @param name or id: a deleted stack is found by its id alone */
    Optional<Stack> settled(String name) {
        return until(
                () -> find(name),
                stack -> stack.isEmpty() || !stack.get().stackStatusAsString().endsWith("_IN_PROGRESS"));
    }

    <T> T until(Supplier<T> question, java.util.function.Predicate<T> answered) {
        for (int asked = 0; asked < QUESTIONS; asked++) {
            var answer = question.get();
            if (answered.test(answer)) {
                return answer;
            }
            pause.await(BETWEEN);
        }
        throw new DeploymentException("no end after two hours; run the same command again to go on waiting");
    }

    /** Asks again while nobody answers. */
    <T> T patiently(Supplier<T> question) {
        for (int lost = 1; ; lost++) {
            try {
                return question.get();
            } catch (SdkClientException e) {
                if (lost >= LOST || String.valueOf(e.getMessage()).contains("credentials")) {
                    throw e;
                }
                printer.say("  no answer from AWS; asking again");
                pause.await(BETWEEN);
            }
        }
    }

    /** What has failed since a moment, the first cause first; what was only called off because of it is left out. */
    List<String> failures(String stack, java.time.Instant since) {
        return patiently(
                () -> client.describeStackEventsPaginator(request -> request.stackName(stack)).stackEvents().stream()
                        .takeWhile(event -> !event.timestamp().isBefore(since))
                        .filter(event -> event.resourceStatusAsString().endsWith("_FAILED"))
                        .filter(event ->
                                !String.valueOf(event.resourceStatusReason()).contains("cancelled"))
                        .map(Stacks::line)
                        .toList()
                        .reversed());
    }

    private static String line(StackEvent event) {
        return event.logicalResourceId() + " (" + event.resourceType() + "): " + event.resourceStatusReason();
    }
}
