package org.broadsheet.links.fetch;

import java.io.IOException;
import java.util.TreeMap;
import org.apache.hc.core5.http.ClassicHttpResponse;

/** Makes an answer of an API's response: header and body within their limits, whatever the status. */
final class ApiAnswerReader {
    private final FetchBudget budget;
    private final BodyReader bodies;

    ApiAnswerReader(FetchBudget budget) {
        this.budget = budget;
        this.bodies = new BodyReader(budget);
    }

    ApiResult read(ClassicHttpResponse response) throws IOException {
        try {
            AnswerReader.checkHeaderSize(response, budget);
            var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            for (var header : response.getHeaders()) {
                headers.putIfAbsent(header.getName(), header.getValue() == null ? "" : header.getValue());
            }
            return new ApiResult.Answered(response.getCode(), headers, body(response));
        } finally {
            // As in AnswerReader: what is left of the body is not read.
            response.setEntity(null);
        }
    }

    private byte[] body(ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        if (entity == null || response.getCode() / 100 == 3) {
            return new byte[0];
        }
        var codings = response.getHeaders("Content-Encoding");
        if (codings.length > 1) {
            throw new FetchFailure(FailureKind.UNREADABLE, codings.length + " content codings");
        }
        return bodies.read(entity.getContent(), codings.length == 0 ? null : codings[0].getValue());
    }
}
