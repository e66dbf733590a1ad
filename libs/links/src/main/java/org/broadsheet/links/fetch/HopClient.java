package org.broadsheet.links.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.util.Timeout;
import org.broadsheet.links.WebUrl;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request and reads its answer: no redirects, cookies, proxies, retries, content decoding or credentials of the
 * HTTP client's own, and no connection that serves twice.
 */
final class HopClient implements AutoCloseable {
    private static final int MAX_LINE = 16 << 10;
    private static final int MAX_HEADERS = 256;
    private static final int CONNECTIONS_PER_HOST = 2;

    private final CloseableHttpClient client;
    private final AnswerReader answers;

    HopClient(GuardedDnsResolver addresses, FetchBudget budget, AnswerReader answers) {
        this(addresses, budget, CONNECTIONS_PER_HOST, answers);
    }

    /** For calls that bring a reader of their own. */
    HopClient(GuardedDnsResolver addresses, FetchBudget budget, int connectionsPerHost) {
        this(addresses, budget, connectionsPerHost, new AnswerReader(budget, InstantSource.system()));
    }

    private HopClient(GuardedDnsResolver addresses, FetchBudget budget, int connectionsPerHost, AnswerReader answers) {
        this.answers = answers;
        this.client = HttpClients.custom()
                .setConnectionManager(connections(addresses, budget, connectionsPerHost))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout(budget.total()))
                        .setResponseTimeout(timeout(budget.firstByte()))
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .setContentCompressionEnabled(false)
                        .build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .disableDefaultUserAgent()
                .build();
    }

    private static HttpClientConnectionManager connections(
            GuardedDnsResolver addresses, FetchBudget budget, int connectionsPerHost) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(addresses)
                .setMaxConnTotal(budget.connections())
                .setMaxConnPerRoute(connectionsPerHost)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(MAX_LINE)
                                .setMaxHeaderCount(MAX_HEADERS)
                                .build())
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(budget.connect()))
                        .setSocketTimeout(timeout(budget.firstByte()))
                        .build())
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setSoTimeout(timeout(budget.firstByte()))
                        .build())
                .build();
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.ofMilliseconds(duration.toMillis());
    }

    Answer get(WebUrl url, List<Header> headers, Deadline deadline) throws IOException {
        return call("GET", url, headers, null, deadline, answers::read);
    }

    Answer head(WebUrl url, List<Header> headers, Deadline deadline) throws IOException {
        return call("HEAD", url, headers, null, deadline, answers::read);
    }

    <T> T call(
            String method,
            WebUrl url,
            List<Header> headers,
            ApiRequest.@Nullable Body body,
            Deadline deadline,
            HttpClientResponseHandler<T> reader)
            throws IOException {
        var request = new HttpUriRequestBase(method, URI.create("/"));
        request.setScheme(url.scheme());
        request.setAuthority(new URIAuthority(null, hostName(url), url.port()));
        request.setPath(url.requestTarget());
        headers.forEach(request::addHeader);
        if (body != null) {
            request.setEntity(new ByteArrayEntity(body.text().getBytes(UTF_8), ContentType.create(body.contentType())));
        }
        deadline.watch(request);
        return client.execute(request, reader);
    }

    private static String hostName(WebUrl url) {
        String host = url.host();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
