package org.broadsheet.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Broker-J is told at its start; its configuration is made anew each time, only the messages and the topology in
 * its store stay.
 */
final class BrokerConfiguration {
    private static final String PASSWORDS = "passwords";

    private final Path store;
    private final int port;
    private final String user;
    private final String password;

    /**
     * @param store folder of the message store
     * @param port of 127.0.0.1; 0 takes a free one
     */
    BrokerConfiguration(Path store, int port, String user, String password) {
        this.store = store;
        this.port = port;
        this.user = user;
        this.password = password;
    }

    /** Writes the configuration, which holds the password, to a file that only its owner can read. */
    Path writeBelow(Path directory) throws IOException {
        Path file = Files.createTempFile(
                directory,
                ".broker",
                ".json",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, JsonMapper.shared().writeValueAsString(tree()));
    }

    private Map<String, Object> tree() {
        Map<String, Object> broker = new LinkedHashMap<>();
        broker.put("name", "broadsheet");
        broker.put("modelVersion", "9.1");
        broker.put("context", context());
        broker.put(
                "authenticationproviders",
                List.of(Map.of(
                        "name",
                        PASSWORDS,
                        "type",
                        "Plain",
                        "secureOnlyMechanisms",
                        List.of(), // else PLAIN needs TLS, also on loopback
                        "users",
                        List.of(Map.of("name", user, "type", "managed", "password", password)))));
        broker.put(
                "ports",
                List.of(Map.of(
                        "name",
                        "AMQP",
                        "bindingAddress",
                        "127.0.0.1",
                        "port",
                        Integer.toString(port),
                        "authenticationProvider",
                        PASSWORDS,
                        "protocols",
                        List.of("AMQP_0_9_1"),
                        "virtualhostaliases",
                        List.of(
                                Map.of("name", "unnamed", "type", "defaultAlias"),
                                Map.of("name", "named", "type", "nameAlias")))));
        broker.put(
                "virtualhostnodes",
                List.of(Map.of(
                        "name", "default",
                        "type", "BDB",
                        "defaultVirtualHostNode", "true",
                        "storePath", store.toString(),
                        "virtualHostInitialConfiguration", "{\"type\":\"BDB\"}")));
        return broker;
    }

    private static Map<String, String> context() {
        Map<String, String> context = new LinkedHashMap<>();
        // RabbitMQ's own arguments (x-queue-type and the like) must not close the connection.
        context.put("queue.behaviourOnUnknownDeclareArgument", "IGNORE");
        context.put("exchange.behaviourOnUnknownDeclareArgument", "IGNORE");
        context.put("virtualhost.housekeepingCheckPeriod", "1000");
        context.put("qpid.compact_memory_interval", "100"); // closing waits for the next one
        context.put("broker.failStartupWithErroredChild", "true");
        // A broker for a handful of connections: the defaults are those of a server with a machine to itself.
        context.put("qpid.port.amqp.threadPool.size", "2");
        context.put("qpid.port.amqp.threadPool.numberOfSelectors", "1");
        context.put("virtualhost.connectionThreadPool.size", "8");
        context.put("virtualhost.connectionThreadPool.numberOfSelectors", "1");
        context.put("virtualhost.housekeepingThreadCount", "2");
        context.put("broker.housekeepingThreadCount", "1");
        context.put("qpid.broker.networkBufferSize", "65536");
        context.put("broker.directByteBufferPoolSize", "64");
        context.put("broker.flowToDiskThreshold", Integer.toString(16 * 1024 * 1024));
        context.put("je.maxMemory", Integer.toString(16 * 1024 * 1024));
        return context;
    }
}
