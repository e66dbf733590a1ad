package org.broadsheet.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"(/[^\"]+)\"");
    private static final Pattern SELECTOR = Pattern.compile("data-test=\"([a-z-]+)\"");
    private static final Pattern NAMED_IN_README = Pattern.compile("`([a-z-]+)`");
    private static final Pattern INLINE = Pattern.compile(
            "\\sstyle=|\\son[a-z]+=|javascript:|unsafeHTML|unsafeSVG|innerHTML|insertAdjacentHTML|document\\.write|eval\\(");

    private final PageFiles page = new PageFiles();

    @Test
    void policyAllowsTheImportMapAndNoOtherInlineScript() throws NoSuchAlgorithmException {
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(page.importMap().getBytes(UTF_8));

        assertThat(page.policy())
                .isEqualTo("default-src 'none'; script-src 'self' 'sha256-%s'; style-src 'self';"
                                .formatted(Base64.getEncoder().encodeToString(hash))
                        + " img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none';"
                        + " frame-ancestors 'none'");
        assertThat(page.index()).containsOnlyOnce("<script type=\"importmap\">");
    }

    @Test
    void everyBareImportIsMappedToAFileOfAWebJar() throws IOException {
        Map<String, String> mappings = page.mappings();
        for (Path script : page.all(".js")) {
            for (String name : PageFiles.importsOf(script)) {
                if (!name.startsWith(".")) {
                    assertThat(webJarFile(resolve(mappings, name)))
                            .as("%s, imported by %s", name, script)
                            .isNotNull();
                }
            }
        }
        mappings.values().stream()
                .filter(address -> address.endsWith(".js"))
                .forEach(address -> assertThat(webJarFile(address)).as(address).isNotNull());
    }

    @Test
    void everyImportOfOurOwnIsThere() throws IOException {
        List<Path> scripts = page.all(".js");
        assertThat(scripts).hasSizeGreaterThan(30);
        for (Path script : scripts) {
            for (String name : PageFiles.importsOf(script)) {
                if (name.startsWith(".")) {
                    assertThat(script.resolveSibling(name).normalize())
                            .as("imported by %s", script)
                            .isRegularFile();
                }
            }
        }
    }

    @Test
    void everyFileThatTheIndexNamesIsThere() {
        List<String> addresses = ADDRESS.matcher(page.index())
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(addresses)
                .isNotEmpty()
                .allSatisfy(address -> assertThat(page.asset(address)).isRegularFile());
    }

    @Test
    void nothingIsInlineAndNoTextBecomesMarkup() throws IOException {
        for (String suffix : List.of(".js", ".html", ".svg")) {
            for (Path file : page.all(suffix)) {
                assertThat(INLINE.matcher(PageFiles.read(file)).results().map(found -> found.group()))
                        .as("in %s", file)
                        .isEmpty();
            }
        }
    }

    @Test
    void everySelectorInTheReadmeIsOnThePage() throws IOException {
        var onThePage = new TreeSet<String>();
        for (Path script : page.all(".js")) {
            String text = PageFiles.read(script);
            SELECTOR.matcher(text).results().map(found -> found.group(1)).forEach(onThePage::add);
            Pattern.compile("trouble\\([^,]+, '([a-z-]+)'")
                    .matcher(text)
                    .results()
                    .map(found -> found.group(1))
                    .forEach(onThePage::add);
        }
        String readme = page.readme();
        String table = readme.substring(readme.indexOf("## Selectors"));
        List<String> named = table.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|", 3)[1])
                .flatMap(cell -> NAMED_IN_README.matcher(cell).results().map(found -> found.group(1)))
                .toList();

        assertThat(named).isNotEmpty();
        assertThat(onThePage).containsAll(named);
    }

    private static String resolve(Map<String, String> mappings, String name) {
        String exact = mappings.get(name);
        if (exact != null) {
            return exact;
        }
        String folder = name.substring(0, name.indexOf('/') + 1);
        return mappings.getOrDefault(folder, "unmapped:") + name.substring(folder.length());
    }

    private static @Nullable URL webJarFile(String address) {
        return PageTest.class.getResource("/META-INF/resources" + address);
    }
}
