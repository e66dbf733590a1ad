package org.broadsheet.ecs.stack;

import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/** Every task definition has a role of its own to work with, and one for what ECS does to start it. */
final class Roles {
    private Roles() {}

    static Role task(Construct scope, String id) {
        return role(scope, id);
    }

    /** What it may do is added with each secret, log and repository that the task names. */
    static Role execution(Construct scope, String id) {
        return role(scope, id);
    }

    private static Role role(Construct scope, String id) {
        return Role.Builder.create(scope, id)
                .assumedBy(ServicePrincipal.Builder.create("ecs-tasks.amazonaws.com")
                        .build())
                .build();
    }
}
