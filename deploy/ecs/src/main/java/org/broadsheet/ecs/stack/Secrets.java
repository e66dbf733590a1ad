package org.broadsheet.ecs.stack;

import java.util.Map;
import java.util.TreeMap;
import org.broadsheet.ecs.stage.Stage;
import org.broadsheet.metrics.Metrics;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/** What is made once and known to nobody; what an operator was given is named by its ARN in the stage file. */
final class Secrets {
    final ISecret master;
    final ISecret broker;
    final ISecret key;
    private final Map<String, ISecret> databases = new TreeMap<>();

    Secrets(Construct scope, Stage stage) {
        master = made(scope, stage, "MasterPassword", "database/master");
        broker = made(scope, stage, "BrokerPassword", "broker");
        key = made(scope, stage, "SecretKey", "secret-key");
        for (var service : Metrics.SERVICES.stream().sorted().toList()) {
            databases.put(service, made(scope, stage, capital(service) + "DatabasePassword", "database/" + service));
        }
    }

    /** Of the database role of a service. */
    ISecret database(String service) {
        var secret = databases.get(service);
        if (secret == null) {
            throw new IllegalArgumentException("no service " + service);
        }
        return secret;
    }

    static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static Secret made(Construct scope, Stage stage, String id, String name) {
        return Secret.Builder.create(scope, id)
                .secretName("broadsheet/" + stage.name() + "/" + name)
                .generateSecretString(SecretStringGenerator.builder()
                        .passwordLength(48)
                        .excludePunctuation(true)
                        .build())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
    }
}
