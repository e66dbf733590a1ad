package org.broadsheet.ecs.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/** What cdk-nag finds, and why each of it is as it is. */
class NagTest {
    private static final Pattern RULE = Pattern.compile("^(AwsSolutions-\\w+)(?=[\\[:])");

    /** @param stages and constructs (their paths) that it is accepted of, as regular expressions */
    private record Accepted(String rule, String stages, String construct, String reason) {}

    private static final List<Accepted> ACCEPTED = List.of(
            new Accepted(
                    "ECS2",
                    ".*",
                    "-(app|data)/\\w+Task/Resource",
                    "what is secret comes by its ARN; the rest are addresses, which are no secret"),
            new Accepted(
                    "ECS4",
                    ".*",
                    "-data/Cluster/Resource",
                    "Container Insights cost by the task; ECS tells processor and memory for nothing"),
            new Accepted(
                    "ELB2",
                    "test|dev|prod",
                    "-app/Balancer/Resource",
                    "access logs would keep who read what; services count requests"),
            new Accepted(
                    "EC23",
                    "test|dev|prod",
                    "-data/Edge/Resource",
                    "people come from everywhere, to the load balancer on 80 and 443 alone"),
            new Accepted(
                    "IAM5",
                    ".*",
                    "-(app|data)/\\w+ExecutionRole/DefaultPolicy/Resource",
                    "ecr:GetAuthorizationToken knows no resource"),
            new Accepted(
                    "RDS3", "test|dev|prod-small", "-data/Database/Resource", "one zone is what these stages may cost"),
            new Accepted("RDS10", "test|dev", "-data/Database/Resource", "these stages are made to be removed"),
            new Accepted(
                    "RDS11", ".*", "-data/Database/Resource", "a port that nobody outside reaches needs no disguise"),
            new Accepted(
                    "SMG4",
                    ".*",
                    "-data/\\w+(Password|Key)/Resource",
                    "a password is changed by a deployment, since services read it at their start"),
            new Accepted(
                    "VPC7",
                    ".*",
                    "-data/Network/Resource",
                    "flow logs cost by the gigabyte; security groups admit what they must"),
            new Accepted(
                    "APIG1",
                    "prod-small",
                    "-app/Published",
                    "access logs would keep who read what; services count requests"),
            new Accepted("APIG4", "prod-small", "-app/Route", "the services behind it ask who calls, path by path"));

    static Stream<String> stages() {
        return Synthesised.STAGES.stream();
    }

    @ParameterizedTest
    @MethodSource("stages")
    void everyFindingHasAReason(String name) {
        Synthesised.requireNode();
        var stage = Synthesised.stage(name);
        var app = Synthesis.app(stage, Synthesised.folder("nag-" + name));
        Aspects.of(app).add(new AwsSolutionsChecks());
        var found = new TreeSet<String>();
        for (var stack : stage.stacks()) {
            found.addAll(findings((Stack) app.getNode().findChild(stack)));
        }

        var accepted =
                ACCEPTED.stream().filter(known -> name.matches(known.stages())).toList();
        assertThat(accepted).allSatisfy(known -> assertThat(known.reason()).hasSizeGreaterThan(20));
        assertThat(found).allSatisfy(finding -> assertThat(accepted).anyMatch(known -> is(finding, known)));
        assertThat(accepted).allSatisfy(known -> assertThat(found).anyMatch(finding -> is(finding, known)));
    }

    private static boolean is(String finding, Accepted known) {
        return finding.matches("AwsSolutions-" + known.rule() + " /broadsheet-[a-z]+" + known.construct());
    }

    private static Set<String> findings(Stack stack) {
        var annotations = Annotations.fromStack(stack);
        var found = new TreeSet<String>();
        var any = Match.stringLikeRegexp("AwsSolutions.*");
        Stream.concat(annotations.findError("*", any).stream(), annotations.findWarning("*", any).stream())
                .forEach(message -> {
                    var rule = RULE.matcher(String.valueOf(message.getEntry().getData()));
                    found.add((rule.find() ? rule.group(1) : message.getEntry().getData()) + " " + message.getId());
                });
        return found;
    }
}
