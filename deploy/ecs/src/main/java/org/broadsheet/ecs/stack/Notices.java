package org.broadsheet.ecs.stack;

import java.util.List;
import org.broadsheet.ecs.stage.Stage;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.CfnSubscription;
import software.amazon.awscdk.services.sns.CfnTopic;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/** Where alarms go: one topic, and the operator's address. */
final class Notices {
    private final Topic topic;

    Notices(Construct scope, Stage stage) {
        topic = Topic.Builder.create(scope, "Notices")
                .topicName(stage.prefix())
                .enforceSsl(true)
                .build();
        // Without a hash: every alarm names it, and a template has only so much room.
        ((CfnTopic) topic.getNode().getDefaultChild()).overrideLogicalId("Notices");
        for (var service : List.of("events", "cloudwatch", "budgets")) {
            topic.grantPublish(
                    ServicePrincipal.Builder.create(service + ".amazonaws.com").build());
        }
        CfnSubscription.Builder.create(scope, "Operator")
                .topicArn(topic.getTopicArn())
                .protocol("email")
                .endpoint(stage.alarms().email())
                .build();
    }

    String arn() {
        return topic.getTopicArn();
    }
}
