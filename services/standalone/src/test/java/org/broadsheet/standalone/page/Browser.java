package org.broadsheet.standalone.page;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Headless Chromium, found by the names that the page's README promises. */
final class Browser implements AutoCloseable {
    static final Path PICTURES = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Skips the test, and says so, where there is no Chromium with its driver. */
    static Browser open() {
        var program = find("chromium", "chromium-browser", "google-chrome");
        var driver = find("chromedriver");
        Assumptions.assumeTrue(
                program.isPresent() && driver.isPresent(), "no chromium with chromedriver on this machine");
        var options = new ChromeOptions();
        options.setBinary(program.orElseThrow());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync");
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.WARNING);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.orElseThrow())
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    void size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    void go(String address) {
        driver.get(address);
    }

    /** The element of this name, waiting for it to be shown. */
    WebElement see(String test) {
        try {
            return Awaitility.await("[data-test=" + test + "] on the page")
                    .atMost(PATIENCE)
                    .ignoreExceptionsMatching(
                            e -> e instanceof NoSuchElementException || e instanceof StaleElementReferenceException)
                    .until(() -> driver.findElement(named(test)), WebElement::isDisplayed);
        } catch (ConditionTimeoutException e) {
            screenshot(PICTURES.resolve("instead-of-" + test + ".png"));
            throw e;
        }
    }

    void click(String test) {
        see(test).click();
    }

    void clickIfThere(String test) {
        try {
            driver.findElements(named(test)).forEach(WebElement::click);
        } catch (StaleElementReferenceException e) {
            return; // it went while it was looked for
        }
    }

    void type(String test, String text) {
        var field = see(test);
        field.clear();
        field.sendKeys(text);
    }

    List<String> texts(String test) {
        try {
            return driver.findElements(named(test)).stream()
                    .map(WebElement::getText)
                    .toList();
        } catch (StaleElementReferenceException e) {
            return List.of();
        }
    }

    WebElement first(String test, String within) {
        return driver.findElements(named(within)).stream()
                .map(element -> element.findElement(named(test)))
                .findFirst()
                .orElseThrow();
    }

    /** Whether the page is wider than the window. */
    boolean scrollsSideways() {
        return Boolean.TRUE.equals(driver.executeScript(
                "return document.documentElement.scrollWidth > document.documentElement.clientWidth"));
    }

    /** What the browser complained of, but for HTTP statuses, which the page puts into words. */
    String complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(entry -> entry.getMessage())
                .filter(message -> !message.contains("Failed to load resource"))
                .collect(joining("\n"));
    }

    void screenshot(Path file) {
        try {
            Files.createDirectories(PICTURES);
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static By named(String test) {
        return By.cssSelector("[data-test=\"" + test + "\"]");
    }

    private static Optional<File> find(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(
                                System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(folder -> new File(folder, name)))
                .filter(File::canExecute)
                .findFirst();
    }
}
