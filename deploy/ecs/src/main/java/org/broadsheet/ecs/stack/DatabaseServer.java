package org.broadsheet.ecs.stack;

import java.util.List;
import org.broadsheet.ecs.stage.Stage;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.rds.Credentials;
import software.amazon.awscdk.services.rds.DatabaseInstance;
import software.amazon.awscdk.services.rds.DatabaseInstanceEngine;
import software.amazon.awscdk.services.rds.PostgresEngineVersion;
import software.amazon.awscdk.services.rds.PostgresInstanceEngineProps;
import software.amazon.awscdk.services.rds.StorageType;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/** PostgreSQL, reached by tasks alone. */
final class DatabaseServer {
    static final int PORT = 5432;
    static final String NAME = "broadsheet";
    static final String MASTER = "master";

    private final String address;

    DatabaseServer(Construct scope, Stage stage, Network network, ISecret password) {
        var wanted = stage.database();
        var instance = DatabaseInstance.Builder.create(scope, "Database")
                .instanceIdentifier(stage.prefix())
                .engine(DatabaseInstanceEngine.postgres(PostgresInstanceEngineProps.builder()
                        .version(PostgresEngineVersion.VER_17)
                        .build()))
                .instanceType(new InstanceType(wanted.instance().wireName().substring("db.".length())))
                .credentials(Credentials.fromPassword(MASTER, password.getSecretValue()))
                .databaseName(NAME)
                .port(PORT)
                .vpc(network.vpc)
                .vpcSubnets(Network.ISOLATED)
                .securityGroups(List.of(network.database))
                .publiclyAccessible(false)
                .allocatedStorage(wanted.storage())
                .storageType(StorageType.GP3)
                .storageEncrypted(true)
                .multiAz(wanted.multiAz())
                .backupRetention(Duration.days(wanted.backupDays()))
                .deleteAutomatedBackups(!wanted.protect())
                .deletionProtection(wanted.protect())
                .removalPolicy(wanted.protect() ? RemovalPolicy.SNAPSHOT : RemovalPolicy.DESTROY)
                .autoMinorVersionUpgrade(true)
                .copyTagsToSnapshot(true)
                .build();
        address = instance.getDbInstanceEndpointAddress();
    }

    /** Where a role connects, without its password. */
    String url(String role) {
        return "postgresql://" + role + "@" + address + ":" + PORT + "/" + NAME + "?sslmode=require";
    }
}
