package org.broadsheet.standalone.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.broadsheet.standalone.job.SampleFeeds;
import org.broadsheet.standalone.job.StandaloneProcess;
import org.broadsheet.testing.FeedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path data;

    @ParameterizedTest(name = "on a {0}")
    @CsvSource({"phone, 390, 844", "desk, 1280, 900"})
    void aNewReaderAddsASourceReadsAndBlocksADomainFromACard(String device, int width, int height) throws Exception {
        try (var server = FeedServer.start();
                var browser = Browser.open();
                var broadsheet = StandaloneProcess.start(data, Map.of("BROADSHEET_FETCH_ALLOW", server.allow()))) {
            var feeds = new SampleFeeds(server);
            browser.size(width, height);
            browser.go(broadsheet.uri() + "/#/sign-up");
            browser.type("sign-up-email", "ann@example.org");
            browser.type("sign-up-password", "a long password");
            browser.click("sign-up-submit");
            browser.see("account");

            browser.go(broadsheet.uri() + "/#/sources");
            browser.type("add-source-input", feeds.addresses().getFirst().toString());
            browser.click("add-source-submit");
            await().atMost(PATIENCE)
                    .until(() -> browser.texts("source-state").stream().anyMatch(text -> !text.isBlank())
                            && browser.texts("source").stream().anyMatch(text -> text.contains("Sample 0")));
            assertThat(browser.scrollsSideways()).isFalse();
            browser.screenshot(Browser.PICTURES.resolve(device + "-sources.png"));

            browser.go(broadsheet.uri() + "/#/feed");
            // Articles that arrive after the page was opened wait behind a button: the list never moves under a reader.
            await().atMost(PATIENCE).until(() -> {
                browser.clickIfThere("show-new");
                return browser.texts("card").size() >= 10;
            });
            assertThat(browser.scrollsSideways()).isFalse();
            browser.screenshot(Browser.PICTURES.resolve(device + "-feed.png"));

            int before = browser.texts("card").size();
            var title = browser.first("card-title", "card").getText();
            browser.first("card-block", "card").click();
            browser.click("dialog-confirm");
            await().atMost(PATIENCE).until(() -> browser.texts("card").size() < before);
            await().atMost(PATIENCE)
                    .until(() -> browser.texts("card-title").stream().noneMatch(title::equals));

            browser.go(broadsheet.uri() + "/#/hidden");
            await().atMost(PATIENCE).until(() -> browser.texts("hidden-title").contains(title));
            assertThat(browser.scrollsSideways()).isFalse();
            browser.screenshot(Browser.PICTURES.resolve(device + "-hidden.png"));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void whatCantBeReadIsSaidInWords() throws Exception {
        try (var browser = Browser.open();
                var broadsheet = StandaloneProcess.start(data, Map.of())) {
            browser.go(broadsheet.uri() + "/#/sign-in");
            browser.type("sign-in-email", "nobody@example.org");
            browser.type("sign-in-password", "not the password");
            browser.click("sign-in-submit");
            assertThat(browser.see("sign-in-error").getText()).contains("wrong");

            browser.go(broadsheet.uri() + "/#/sign-up");
            browser.type("sign-up-email", "ann@example.org");
            browser.type("sign-up-password", "a long password");
            browser.click("sign-up-submit");
            browser.see("account");
            browser.go(broadsheet.uri() + "/#/sources");
            browser.type("add-source-input", "http://10.0.0.1/feed");
            browser.click("add-source-submit");
            assertThat(browser.see("add-source-error").getText()).contains("not on the public internet");
        }
    }
}
