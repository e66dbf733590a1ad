package org.broadsheet.standalone.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is called reaches the service that owns it: the edge's paths against the controllers'. */
class EdgeRoutesTest {
    private static final Pattern ROUTE = Pattern.compile("use_backend (\\w+) if \\{ path_beg (.+) }");

    @Test
    void everyCallOfEveryServiceIsRoutedToIt() {
        var routes = routes(ComposeFile.read("deploy/compose/haproxy.cfg"));
        var led = new TreeMap<String, String>();
        calls().forEach((path, service) -> led.put(path, serviceAt(routes, path)));
        assertThat(led).hasSizeGreaterThan(25).isEqualTo(new TreeMap<>(calls()));
    }

    private static Map<String, List<String>> routes(String edge) {
        var routes = new HashMap<String, List<String>>();
        ROUTE.matcher(edge)
                .results()
                .forEach(route -> routes.put(
                        route.group(1), List.of(route.group(2).strip().split(" +"))));
        return routes;
    }

    private static String serviceAt(Map<String, List<String>> routes, String path) {
        return routes.entrySet().stream()
                .filter(route -> route.getValue().stream().anyMatch(path::startsWith))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("user");
    }

    private static Map<String, String> calls() {
        var calls = new HashMap<String, String>();
        for (var service : List.of("user", "ingest", "filter", "feed", "digest")) {
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests()))
                    .importPackages("org.broadsheet." + service).stream()
                            .filter(type -> type.isAnnotatedWith(Controller.class))
                            .flatMap(EdgeRoutesTest::paths)
                            .forEach(path -> calls.put(path, service));
        }
        return calls;
    }

    private static Stream<String> paths(JavaClass controller) {
        var base = controller.getAnnotationOfType(Controller.class).value();
        return Arrays.stream(controller.reflect().getDeclaredMethods())
                .flatMap(EdgeRoutesTest::suffixes)
                .map(suffix ->
                        (base + (suffix.startsWith("/") || suffix.isEmpty() ? "" : "/") + suffix).replace("//", "/"));
    }

    private static Stream<String> suffixes(Method method) {
        return Stream.of(
                        values(method.getAnnotation(Get.class)),
                        values(method.getAnnotation(Post.class)),
                        values(method.getAnnotation(Put.class)),
                        values(method.getAnnotation(Patch.class)),
                        values(method.getAnnotation(Delete.class)))
                .flatMap(values -> values);
    }

    private static Stream<String> values(Object annotation) {
        return switch (annotation) {
            case Get get -> of(get.value(), get.uri(), get.uris());
            case Post post -> of(post.value(), post.uri(), post.uris());
            case Put put -> of(put.value(), put.uri(), put.uris());
            case Patch patch -> of(patch.value(), patch.uri(), patch.uris());
            case Delete delete -> of(delete.value(), delete.uri(), delete.uris());
            case null, default -> Stream.of();
        };
    }

    private static Stream<String> of(String value, String uri, String[] uris) {
        var one = value.isEmpty() || value.equals("/") ? uri : value;
        return uris.length == 0 || !one.equals("/") ? Stream.of(one) : Arrays.stream(uris);
    }
}
