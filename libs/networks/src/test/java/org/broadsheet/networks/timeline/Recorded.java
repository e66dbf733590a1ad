package org.broadsheet.networks.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.broadsheet.links.fetch.ApiResult;
import org.broadsheet.testing.Corpus;

/** Answers of the corpus, whose files have three forms: bodies, an exchange, lists of exchanges. */
final class Recorded {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Recorded() {}

    /** A page; what is one status is made the page of one. */
    static PageResult.Page page(String file, String request, int nth, Instant now) {
        var result = result(file, request, nth, now);
        assertThat(result).as(file).isInstanceOf(PageResult.Page.class);
        return (PageResult.Page) result;
    }

    /**
     * @param request a part of the request that was answered, in files with many
     * @param nth of those, from 0
     */
    static PageResult result(String file, String request, int nth, Instant now) {
        return reader(file).read(answer(file, request, nth), now);
    }

    /** Whatever the recordings of Mastodon have that is a status, or a list of them. */
    static List<PageResult.Page> allStatuses(Instant now) {
        var pages = new ArrayList<PageResult.Page>();
        for (var file : files("mastodon/recordings")) {
            for (var exchange : read(file)) {
                var answer = answer(file, exchange.path("response"));
                if (answer.text().startsWith("[{") && isStatus(first(answer))) {
                    pages.add((PageResult.Page) reader(file).read(answer, now));
                }
            }
        }
        return pages;
    }

    private static JsonNode first(ApiResult.Answered answer) {
        return parse(answer.text()).path(0);
    }

    private static boolean isStatus(JsonNode json) {
        return json.has("account") && json.has("content");
    }

    private static List<String> files(String folder) {
        try (var files = Files.list(Corpus.path(folder))) {
            return files.map(file -> folder + "/" + file.getFileName()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TimelineReader reader(String file) {
        if (file.startsWith("bluesky")) {
            return BlueskyTimeline.home(URI.create("https://pds.example"));
        }
        return file.startsWith("x/")
                ? XTimeline.home(URI.create("https://api.x.com"), "2244994945", XNames.TWEET)
                : MastodonTimeline.home(URI.create("https://server.example"));
    }

    private static ApiResult.Answered answer(String file, String request, int nth) {
        var json = read(file);
        if (file.contains("/recordings/")) {
            var response = StreamSupport.stream(json.spliterator(), false)
                    .filter(exchange -> exchange.path("request").toString().contains(request))
                    .skip(nth)
                    .findFirst()
                    .orElseThrow()
                    .path("response");
            return answer(file, response);
        }
        return json.has("status") && json.has("headers") ? answer(file, json) : answered(file, 200, Map.of(), json);
    }

    private static ApiResult.Answered answer(String file, JsonNode response) {
        var headers = new HashMap<String, String>();
        response.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        var body = response.path("body");
        return answered(
                file, response.path("status").asInt(), headers, body.isTextual() ? parse(body.textValue()) : body);
    }

    private static ApiResult.Answered answered(String file, int status, Map<String, String> headers, JsonNode body) {
        boolean isStatus = file.startsWith("mastodon") && isStatus(body);
        JsonNode page = isStatus ? JSON.createArrayNode().add(body) : body;
        return new ApiResult.Answered(
                status,
                headers,
                page.isMissingNode() ? new byte[0] : page.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode parse(String body) {
        try {
            return body.isEmpty() ? JSON.missingNode() : JSON.readTree(body);
        } catch (IOException notJson) {
            return TextNode.valueOf(body);
        }
    }

    private static JsonNode read(String file) {
        try {
            return JSON.readTree(Files.readString(Corpus.path(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
