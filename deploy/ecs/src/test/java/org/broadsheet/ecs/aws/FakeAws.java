package org.broadsheet.ecs.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.broadsheet.ecs.deployment.Aws;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Answers as AWS does, by a script: for each action the answers in turn, the last one for ever. An action without an answer
 * fails, so that nothing is asked that a test does not know of.
 */
public final class FakeAws implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Deque<Answer>> script = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /** What was asked. @param body form fields of the query protocol, or the JSON under {@code body} */
    public record Call(String action, Map<String, String> body) {}

    private record Answer(int status, String body, boolean cut) {}

    public FakeAws() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public Aws aws() {
        return Aws.at(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                "us-east-1",
                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")));
    }

    /** Results of the query protocol, without their envelope. @param action also with the stack that it is asked of */
    public FakeAws xml(String action, String... results) {
        var name = action.replaceFirst(" .*", "");
        for (var result : results) {
            add(action, new Answer(200, within(name + "Response", within(name + "Result", result)), false));
        }
        return this;
    }

    private static String within(String element, String content) {
        return "<" + element + ">" + content + "</" + element + ">";
    }

    public FakeAws json(String action, String... results) {
        for (var result : results) {
            add(action, new Answer(200, result, false));
        }
        return this;
    }

    public FakeAws absent(String action, String stack) {
        add(
                action,
                new Answer(
                        400,
                        "<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id "
                                + stack + " does not exist</Message></Error></ErrorResponse>",
                        false));
        return this;
    }

    /** The connection breaks. */
    public FakeAws cut(String action, int times) {
        for (int i = 0; i < times; i++) {
            add(action, new Answer(0, "", true));
        }
        return this;
    }

    public List<String> actions() {
        return calls.stream().map(Call::action).toList();
    }

    public List<Call> calls(String action) {
        return calls.stream().filter(call -> call.action().equals(action)).toList();
    }

    /** How a stack is described. */
    public static String stack(String name, String status, String... outputs) {
        var members = new StringBuilder();
        for (int i = 0; i < outputs.length; i += 2) {
            members.append("<member><OutputKey>" + outputs[i] + "</OutputKey><OutputValue>" + outputs[i + 1]
                    + "</OutputValue></member>");
        }
        return "<Stacks><member><StackName>" + name + "</StackName><StackId>arn:aws:cloudformation:us-east-1:1:stack/"
                + name + "/1</StackId><StackStatus>" + status + "</StackStatus><Outputs>" + members
                + "</Outputs></member></Stacks>";
    }

    private void add(String action, Answer answer) {
        script.computeIfAbsent(action, key -> new ArrayDeque<>()).add(answer);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        var call = target == null
                ? query(body)
                : new Call(target.substring(target.indexOf('.') + 1), Map.of("body", body));
        calls.add(call);
        var named = script.get(call.action() + " " + call.body().getOrDefault("StackName", ""));
        var answers = named == null ? script.get(call.action()) : named;
        var answer = answers == null
                ? new Answer(
                        400,
                        "<ErrorResponse><Error><Code>Unscripted</Code><Message>" + call.action()
                                + "</Message></Error></ErrorResponse>",
                        false)
                : next(answers);
        if (answer.cut()) {
            exchange.close();
            return;
        }
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static synchronized Answer next(Deque<Answer> answers) {
        return answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
    }

    private static Call query(String body) {
        var fields = new LinkedHashMap<String, String>();
        Arrays.stream(body.split("&", -1))
                .map(field -> field.split("=", 2))
                .forEach(field -> fields.put(decoded(field[0]), field.length > 1 ? decoded(field[1]) : ""));
        return new Call(fields.getOrDefault("Action", ""), fields);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
