package org.broadsheet.user.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallbackControllerTest {
    private static final URI HERE = URI.create("http://localhost:8080");
    private static final String PAGE = "/#/sources?connection=signed-out";

    @Test
    void whoComesBackToTheAddressIsSentOnToTheNameWhereTheySignedIn() {
        assertThat(CallbackController.signedOut(HERE, "127.0.0.1:8080", "state=a%2Fb&code=c"))
                .hasToString("http://localhost:8080/api/v1/connections/callback?state=a%2Fb&code=c");
    }

    @Test
    void nobodyIsSentAnywhereElse() {
        for (var host : List.of("localhost:8080", "127.0.0.1", "127.0.0.1:80", "evil.example", "")) {
            assertThat(CallbackController.signedOut(HERE, host, "state=a")).hasToString(PAGE);
        }
        assertThat(CallbackController.signedOut(HERE, null, "state=a")).hasToString(PAGE);
        assertThat(CallbackController.signedOut(HERE, "127.0.0.1:8080", null)).hasToString(PAGE);
        for (var own : List.of("https://localhost:8080", "https://news.example", "http://127.0.0.1:8080")) {
            assertThat(CallbackController.signedOut(URI.create(own), "127.0.0.1:8080", "state=a"))
                    .hasToString(PAGE);
        }
    }
}
