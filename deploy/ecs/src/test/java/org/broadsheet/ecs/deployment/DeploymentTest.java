package org.broadsheet.ecs.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.broadsheet.ecs.aws.FakeAws.stack;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.broadsheet.ecs.aws.FakeAws;
import org.broadsheet.ecs.stack.Synthesised;
import org.broadsheet.ecs.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeploymentTest {
    private static final String DATA = "broadsheet-test-data";
    private static final String APP = "broadsheet-test-app";
    private static final String WATCH = "broadsheet-test-watch";
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String[] OUTPUTS = {
        "PrepareDefinition", "arn:prepare:1", "PrepareCluster", "broadsheet-test",
        "PrepareSubnets", "subnet-1,subnet-2", "PrepareGroup", "sg-1"
    };
    private static final String READY = "<Status>CREATE_COMPLETE</Status>";
    private static final String NOTHING =
            "<Status>FAILED</Status><StatusReason>The submitted information didn't contain changes.</StatusReason>";

    private final List<String> lines = new ArrayList<>();
    private final Stage stage = Synthesised.stage("test");
    private FakeAws fake;

    @BeforeEach
    void start() throws IOException {
        fake = new FakeAws();
        for (var action : List.of(
                "DeleteChangeSet", "CreateChangeSet", "ExecuteChangeSet", "DeleteStack", "ContinueUpdateRollback")) {
            fake.xml(action, "");
        }
        fake.xml("DetectStackDrift", "<StackDriftDetectionId>1</StackDriftDetectionId>");
        fake.xml("DescribeStackDriftDetectionStatus", "<DetectionStatus>DETECTION_COMPLETE</DetectionStatus>");
        fake.json("RunTask", "{\"tasks\": [{\"taskArn\": \"arn:aws:ecs:us-east-1:1:task/broadsheet-test/abc\"}]}");
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void makesDataThenPreparesThenServicesThenAlarms() {
        absentThen(DATA, "CREATE_COMPLETE", OUTPUTS);
        absentThen(APP, "CREATE_COMPLETE", "Address", "lb.example");
        absentThen(WATCH, "CREATE_COMPLETE");
        fake.xml("DescribeChangeSet", READY);
        prepareEnds(0);

        deploy();

        assertThat(fake.calls("ExecuteChangeSet"))
                .extracting(call -> call.body().get("StackName"))
                .containsExactly(DATA, APP, WATCH);
        assertThat(fake.actions().indexOf("RunTask"))
                .isGreaterThan(fake.actions().indexOf("ExecuteChangeSet"))
                .isLessThan(fake.actions().lastIndexOf("ExecuteChangeSet"));
        assertThat(fake.calls("CreateChangeSet").getFirst().body())
                .containsEntry("ChangeSetType", "CREATE")
                .containsEntry("Parameters.member.1.ParameterKey", "Version")
                .containsEntry("Parameters.member.1.ParameterValue", "v1")
                .containsEntry("Capabilities.member.1", "CAPABILITY_IAM");
        assertThat(lines)
                .contains("http://test.news.example.org must lead to lb.example")
                .last()
                .isEqualTo("broadsheet-test runs v1");
    }

    @Test
    void changesNothingWhereNothingDiffers() {
        everythingThere();
        fake.xml("DescribeStackResourceDrifts", "<StackResourceDrifts/>");
        fake.xml("DescribeChangeSet", NOTHING);
        prepareEnds(0);

        deploy();

        assertThat(fake.calls("ExecuteChangeSet")).isEmpty();
        assertThat(lines).contains(DATA + " is as it should be", APP + " is as it should be");
    }

    @Test
    void saysWhatWasChangedByHandAndPutsItBack() {
        everythingThere();
        fake.xml(
                "DescribeStackResourceDrifts " + APP,
                "<StackResourceDrifts>"
                        + "<member><LogicalResourceId>FeedService</LogicalResourceId><ResourceType>AWS::ECS::Service</ResourceType>"
                        + "<PhysicalResourceId>feed</PhysicalResourceId><StackResourceDriftStatus>MODIFIED</StackResourceDriftStatus></member>"
                        + "<member><LogicalResourceId>UserLog</LogicalResourceId><ResourceType>AWS::Logs::LogGroup</ResourceType>"
                        + "<PhysicalResourceId>log</PhysicalResourceId><StackResourceDriftStatus>DELETED</StackResourceDriftStatus></member>"
                        + "</StackResourceDrifts>");
        fake.xml("DescribeStackResourceDrifts", "<StackResourceDrifts/>");
        fake.xml("DescribeChangeSet", READY);
        prepareEnds(0);

        deploy();

        assertThat(lines)
                .contains(
                        "  FeedService (AWS::ECS::Service) was changed by hand; it is put back: feed",
                        "  UserLog (AWS::Logs::LogGroup) was deleted by hand; it is made again: log");
        assertThat(fake.calls("CreateChangeSet"))
                .allSatisfy(call -> assertThat(call.body())
                        .containsEntry("ChangeSetType", "UPDATE")
                        .containsEntry("DeploymentMode", "REVERT_DRIFT"));
    }

    @Test
    void endsBeforeAnyServiceIsTouchedWhenPreparingFails() {
        absentThen(DATA, "CREATE_COMPLETE", OUTPUTS);
        fake.xml("DescribeChangeSet", READY);
        prepareEnds(3);
        fake.json("GetLogEvents", "{\"events\": [{\"message\": \"V12 failed: relation is missing\"}]}");

        assertThatThrownBy(this::deploy)
                .hasMessageContaining("V12 failed: relation is missing")
                .hasMessageContaining("prepare ended with status 3; no service was touched");
        assertThat(fake.calls("CreateChangeSet")).hasSize(1);
        assertThat(fake.calls("GetLogEvents").getFirst().body().get("body"))
                .contains("/broadsheet/test/prepare", "prepare/prepare/abc");
    }

    @Test
    void saysWhichResourceFailedAndWhy() {
        fake.absent("DescribeStacks " + DATA, DATA);
        fake.absent("DescribeStacks " + DATA, DATA);
        fake.xml("DescribeStacks " + DATA, stack(DATA, "CREATE_IN_PROGRESS"), stack(DATA, "ROLLBACK_COMPLETE"));
        fake.xml("DescribeChangeSet", READY);
        fake.xml(
                "DescribeStackEvents",
                "<StackEvents>"
                        + event("Network", "CREATE_FAILED", "Resource creation cancelled", "2026-11-21T10:02:00Z")
                        + event("Database", "CREATE_FAILED", "no such instance class", "2026-11-21T10:01:00Z")
                        + event("Old", "CREATE_FAILED", "long ago", "2026-11-20T10:01:00Z")
                        + "</StackEvents>");

        assertThatThrownBy(this::deploy)
                .hasMessageStartingWith(DATA + ": Database (AWS::Some::Type): no such instance class")
                .hasMessageContaining("mend what failed and run the same command again")
                .message()
                .doesNotContain("cancelled", "long ago");
    }

    @Test
    void makesAgainWhatWasNeverWhole() {
        fake.xml("DescribeStacks " + DATA, stack(DATA, "ROLLBACK_COMPLETE"));
        fake.xml(
                "DescribeStacks arn:aws:cloudformation:us-east-1:1:stack/" + DATA + "/1",
                stack(DATA, "DELETE_COMPLETE"));
        fake.xml("DescribeStacks " + DATA, stack(DATA, "CREATE_COMPLETE", OUTPUTS));
        absentThen(APP, "CREATE_COMPLETE");
        absentThen(WATCH, "CREATE_COMPLETE");
        fake.xml("DescribeChangeSet", READY);
        prepareEnds(0);

        deploy();

        assertThat(fake.calls("DeleteStack")).hasSize(1);
        assertThat(fake.calls("CreateChangeSet").getFirst().body()).containsEntry("ChangeSetType", "CREATE");
    }

    @Test
    void waitsForWhatIsGoingOnAndForALostConnection() {
        fake.xml("DescribeStacks " + DATA, stack(DATA, "UPDATE_IN_PROGRESS"));
        fake.cut("DescribeStacks " + DATA, 8);
        fake.xml("DescribeStacks " + DATA, stack(DATA, "UPDATE_COMPLETE", OUTPUTS));
        fake.xml("DescribeStacks " + APP, stack(APP, "UPDATE_COMPLETE"));
        fake.xml("DescribeStacks " + WATCH, stack(WATCH, "UPDATE_COMPLETE"));
        fake.xml("DescribeStackResourceDrifts", "<StackResourceDrifts/>");
        fake.xml("DescribeChangeSet", NOTHING);
        prepareEnds(0);

        deploy();

        assertThat(lines)
                .contains(
                        DATA + " is being changed (UPDATE_IN_PROGRESS); waiting for its end",
                        "  no answer from AWS; asking again");
    }

    @Test
    void asksForTheSameChangeUnderTheSameName() {
        everythingThere();
        fake.xml("DescribeStackResourceDrifts", "<StackResourceDrifts/>");
        fake.xml("DescribeChangeSet", NOTHING);
        prepareEnds(0);

        deploy();
        deploy();

        var names = fake.calls("CreateChangeSet").stream()
                .map(call -> call.body().get("StackName") + call.body().get("ChangeSetName"))
                .toList();
        assertThat(names).hasSize(6);
        assertThat(names.subList(0, 3)).isEqualTo(names.subList(3, 6));
    }

    private void everythingThere() {
        fake.xml("DescribeStacks " + DATA, stack(DATA, "UPDATE_COMPLETE", OUTPUTS));
        fake.xml("DescribeStacks " + APP, stack(APP, "UPDATE_COMPLETE"));
        fake.xml("DescribeStacks " + WATCH, stack(WATCH, "UPDATE_COMPLETE"));
    }

    /** Asked for twice before it is made. */
    private void absentThen(String name, String status, String... outputs) {
        fake.absent("DescribeStacks " + name, name);
        fake.absent("DescribeStacks " + name, name);
        fake.xml("DescribeStacks " + name, stack(name, "CREATE_IN_PROGRESS"), stack(name, status, outputs));
    }

    private void prepareEnds(int status) {
        fake.json(
                "DescribeTasks",
                "{\"tasks\": [{\"lastStatus\": \"RUNNING\"}]}",
                "{\"tasks\": [{\"lastStatus\": \"STOPPED\", \"containers\": [{\"name\": \"prepare\", \"exitCode\": "
                        + status + "}]}]}");
    }

    private static String event(String resource, String status, String reason, String time) {
        return "<member><StackId>1</StackId><EventId>" + resource + "</EventId><StackName>" + DATA
                + "</StackName><LogicalResourceId>" + resource
                + "</LogicalResourceId><ResourceType>AWS::Some::Type</ResourceType><ResourceStatus>" + status
                + "</ResourceStatus><ResourceStatusReason>" + reason + "</ResourceStatusReason><Timestamp>" + time
                + "</Timestamp></member>";
    }

    private void deploy() {
        SequencedMap<String, String> templates = new LinkedHashMap<>();
        stage.stacks().forEach(name -> templates.put(name, "{\"Description\": \"" + name + "\"}"));
        try (var aws = fake.aws()) {
            new Deployment(aws, time -> {}, lines::add, InstantSource.fixed(NOW)).run(stage, templates, "v1");
        }
    }
}
