package org.broadsheet.ecs.stack;

import java.util.Map;
import java.util.TreeMap;
import org.broadsheet.ecs.stage.Stage;
import org.broadsheet.metrics.Metrics;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/** The variables that libs/settings reads, for one task; what is secret comes by its ARN. */
final class ServiceEnvironment {
    private final Construct scope;
    private final Stage stage;
    private final DataStack data;
    private final Map<String, String> plain = new TreeMap<>();
    private final Map<String, Secret> secrets = new TreeMap<>();
    private final String parameters;

    private ServiceEnvironment(Construct scope, Stage stage, DataStack data, String name) {
        this.scope = scope;
        this.stage = stage;
        this.data = data;
        this.parameters = "/broadsheet/" + stage.name() + "/" + name + "/";
    }

    static ServiceEnvironment of(Construct scope, Stage stage, DataStack data, String service) {
        var made = new ServiceEnvironment(scope, stage, data, service);
        made.database("broadsheet_" + service, data.secrets().database(service));
        made.running();
        if (service.equals("digest")) {
            made.mail();
        }
        if (service.equals("user") || service.equals("ingest")) {
            made.x();
        }
        return made;
    }

    /** Of all services in one process, which makes their database roles by itself. */
    static ServiceEnvironment ofStandalone(Construct scope, Stage stage, DataStack data) {
        var made = new ServiceEnvironment(scope, stage, data, Stage.STANDALONE);
        made.database(DatabaseServer.MASTER, data.secrets().master);
        made.running();
        made.mail();
        made.x();
        return made;
    }

    /** Of what makes roles and schemas: it alone knows all the passwords. */
    static ServiceEnvironment ofPrepare(DataStack data, Stage stage) {
        var made = new ServiceEnvironment(data, stage, data, "prepare");
        made.database(DatabaseServer.MASTER, data.secrets().master);
        for (var service : Metrics.SERVICES) {
            made.secret(
                    "BROADSHEET_" + service.toUpperCase(java.util.Locale.ROOT) + "_DATABASE_PASSWORD",
                    data.secrets().database(service));
        }
        return made;
    }

    Map<String, String> plain() {
        return plain;
    }

    Map<String, Secret> secrets() {
        return secrets;
    }

    /** What the task itself may do: read its tunables. */
    void permit(IRole role) {
        if (plain.containsKey("BROADSHEET_PARAMETERS")) {
            var stack = Stack.of(scope);
            role.addToPrincipalPolicy(PolicyStatement.Builder.create()
                    .actions(java.util.List.of("ssm:GetParametersByPath"))
                    .resources(java.util.List.of("arn:aws:ssm:" + stage.region() + ":" + stack.getAccount()
                            + ":parameter" + parameters.substring(0, parameters.length() - 1)))
                    .build());
        }
    }

    private void database(String role, software.amazon.awscdk.services.secretsmanager.ISecret password) {
        plain.put("BROADSHEET_DATABASE_URL", data.database().url(role));
        secret("BROADSHEET_DATABASE_PASSWORD", password);
    }

    private void running() {
        plain.put("BROADSHEET_AMQP_URL", data.broker().url());
        secret("BROADSHEET_AMQP_PASSWORD", data.secrets().broker);
        secret("BROADSHEET_SECRET_KEY", data.secrets().key);
        plain.put("BROADSHEET_PUBLIC_URL", stage.publicUrl());
        plain.put("BROADSHEET_METRICS", "emf");
        plain.put("BROADSHEET_PARAMETERS", parameters);
    }

    private void mail() {
        plain.put("BROADSHEET_SMTP_URL", stage.mail().smtp());
        given("BROADSHEET_SMTP_PASSWORD", stage.mail().password());
    }

    private void x() {
        stage.x().ifPresent(client -> {
            plain.put("BROADSHEET_X_CLIENT_ID", client.id());
            client.secret().ifPresent(arn -> given("BROADSHEET_X_CLIENT_SECRET", arn));
        });
    }

    private void secret(String variable, software.amazon.awscdk.services.secretsmanager.ISecret secret) {
        secrets.put(variable, Secret.fromSecretsManager(secret));
    }

    private void given(String variable, String arn) {
        var id = parameters.replace("/", "") + variable;
        secret(variable, software.amazon.awscdk.services.secretsmanager.Secret.fromSecretCompleteArn(scope, id, arn));
    }
}
