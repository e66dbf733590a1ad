package org.broadsheet.links;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import org.broadsheet.links.fetch.AddressGuard;
import org.broadsheet.links.fetch.FetchAllow;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What must hold of any text as a URL. Jazzer makes up more from the seeds, for a minute in every build.
 */
class UrlIdentityFuzzTest {
    private final LinkParser parser = new LinkParser();
    private final AddressGuard guard = new AddressGuard(FetchAllow.none());

    @MethodSource("org.broadsheet.links.UrlSeeds#all")
    @FuzzTest(maxDuration = "60s")
    void aUrlIsTheSameHoweverOftenItIsRead(byte[] seed) {
        String text = new String(seed, UTF_8);
        if (WebUrl.parse(text) instanceof WebUrl url) {
            holdsOf(text, url);
        }
        if (parser.parse(text, (URI) null) instanceof Link link) {
            holdsOf(link);
        }
    }

    private void holdsOf(String text, WebUrl url) {
        assertThat(WebUrl.parse(url.toString())).isEqualTo(url);
        assertThat(url.requestTarget().chars()).allMatch(c -> c > 0x20 && c < 0x7F);
        var judged = guard.judgeLiteral(url);
        assertThat(guard.judgeLiteral(text)).isEqualTo(judged);
        // In the JDK's grammar it may be longer, and then too long: refused, which is no hole.
        if (url.toUri().toString().length() <= WebUrl.MAX_BYTES) {
            assertThat(guard.judgeLiteral(url.toUri()).isPresent()).isEqualTo(judged.isPresent());
        }
    }

    private void holdsOf(Link link) {
        var again = (Link) parser.parse(link.fetchUrl(), (URI) null);
        assertThat(again.fetchUrl()).isEqualTo(link.fetchUrl());
        assertThat(again.linkKey()).isEqualTo(link.linkKey());
        assertThat(again.host()).isEqualTo(link.host());
        assertThat(again.domain()).isEqualTo(link.domain());
        assertThat(((WebUrl) WebUrl.parse(link.fetchUrl())).host()).isEqualTo(link.host());
    }
}
