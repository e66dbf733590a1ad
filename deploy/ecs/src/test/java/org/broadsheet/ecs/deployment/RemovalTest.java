package org.broadsheet.ecs.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.ecs.aws.FakeAws.stack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.broadsheet.ecs.aws.FakeAws;
import org.broadsheet.ecs.stack.Synthesised;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemovalTest {
    private static final String NONE = "{\"ResourceTagMappingList\": []}";
    private static final List<String> STACKS =
            List.of("broadsheet-test-watch", "broadsheet-test-app", "broadsheet-test-data");

    private final List<String> lines = new ArrayList<>();
    private FakeAws fake;

    @BeforeEach
    void start() throws IOException {
        fake = new FakeAws();
        fake.xml("DeleteStack", "");
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void removesTheDataLast() {
        STACKS.forEach(name -> there(name, "DELETE_IN_PROGRESS", "DELETE_COMPLETE"));
        fake.json("GetResources", NONE);

        assertThat(remove()).isTrue();
        assertThat(fake.calls("DeleteStack"))
                .extracting(call -> call.body().get("StackName"))
                .containsExactlyElementsOf(STACKS.stream().map(RemovalTest::id).toList());
    }

    @Test
    void whatIsNotThereIsRemoved() {
        STACKS.forEach(name -> fake.absent("DescribeStacks " + name, name));
        fake.json("GetResources", NONE);

        assertThat(remove()).isTrue();
        assertThat(remove()).isTrue();
        assertThat(fake.calls("DeleteStack")).isEmpty();
    }

    @Test
    void triesAgainAndThenByForce() {
        there(STACKS.get(0), "DELETE_FAILED", "DELETE_FAILED", "DELETE_COMPLETE");
        STACKS.subList(1, 3).forEach(name -> fake.absent("DescribeStacks " + name, name));
        fake.xml(
                "DescribeStackEvents",
                "<StackEvents><member><StackId>1</StackId><EventId>1</EventId><StackName>w</StackName>"
                        + "<LogicalResourceId>Edge</LogicalResourceId><ResourceType>AWS::EC2::SecurityGroup</ResourceType>"
                        + "<ResourceStatus>DELETE_FAILED</ResourceStatus><ResourceStatusReason>has a dependent object</ResourceStatusReason>"
                        + "<Timestamp>2026-11-21T10:00:00Z</Timestamp></member></StackEvents>");
        fake.json("GetResources", NONE);

        assertThat(remove()).isTrue();
        assertThat(fake.calls("DeleteStack"))
                .extracting(call -> call.body().get("DeletionMode"))
                .containsExactly("STANDARD", "STANDARD", "FORCE_DELETE_STACK");
        assertThat(lines).contains("  Edge (AWS::EC2::SecurityGroup): has a dependent object");
    }

    @Test
    void saysWhatIsLeftAndHowToDeleteIt() {
        STACKS.forEach(name -> fake.absent("DescribeStacks " + name, name));
        fake.json(
                "GetResources",
                "{\"ResourceTagMappingList\": [{\"ResourceARN\": \"arn:aws:rds:us-east-1:1:snapshot:last\"},"
                        + "{\"ResourceARN\": \"arn:aws:elasticfilesystem:us-east-1:1:file-system/fs-1\"}]}");

        assertThat(remove()).isFalse();
        assertThat(lines)
                .contains(
                        "left: arn:aws:rds:us-east-1:1:snapshot:last; delete it: aws rds delete-db-snapshot --db-snapshot-identifier last",
                        "left: arn:aws:elasticfilesystem:us-east-1:1:file-system/fs-1; delete it: aws efs delete-file-system --file-system-id fs-1");
    }

    @Test
    void keepsTheDataWhileServicesAreLeft() {
        fake.absent("DescribeStacks " + STACKS.get(0), STACKS.get(0));
        there(STACKS.get(1), "DELETE_FAILED");
        fake.xml("DescribeStackEvents", "<StackEvents/>");
        fake.json("GetResources", NONE);

        assertThat(remove()).isFalse();
        assertThat(fake.calls("DeleteStack"))
                .extracting(call -> call.body().get("StackName"))
                .doesNotContain(id(STACKS.get(2)));
    }

    @Test
    void whatProtectsAStageIsTakenAwayAndNothingElse() {
        var template =
                "{\"Resources\":{\"Database\":{\"DeletionPolicy\":\"Snapshot\",\"Properties\":{\"DeletionProtection\":true,"
                        + "\"MultiAZ\":true}},\"Balancer\":{\"Properties\":{\"LoadBalancerAttributes\":[{\"Key\":\"deletion_protection.enabled\","
                        + "\"Value\":\"true\"},{\"Key\":\"x\",\"Value\":\"true\"}]}}}}";

        assertThat(Unprotect.template(template))
                .isEqualTo(template.replace("\"DeletionProtection\":true", "\"DeletionProtection\":false")
                        .replace(
                                "\"deletion_protection.enabled\",\"Value\":\"true\"",
                                "\"deletion_protection.enabled\",\"Value\":\"false\""));
    }

    /** @param after what it is after each deletion */
    private void there(String name, String... after) {
        fake.xml("DescribeStacks " + name, stack(name, "UPDATE_COMPLETE"));
        fake.xml("DescribeStacks " + id(name), stack(name, "UPDATE_COMPLETE"));
        for (var status : after) {
            fake.xml("DescribeStacks " + id(name), stack(name, status));
        }
    }

    private static String id(String name) {
        return "arn:aws:cloudformation:us-east-1:1:stack/" + name + "/1";
    }

    private boolean remove() {
        try (var aws = fake.aws()) {
            return new Removal(aws, time -> {}, lines::add).run(Synthesised.stage("test"));
        }
    }
}
