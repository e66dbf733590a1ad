package org.broadsheet.links;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Links that lead to no article: front pages, images, and the buttons that share a page elsewhere. */
final class NoArticle {
    private static final Set<String> IMAGES =
            Set.of("jpg", "jpeg", "png", "gif", "gifv", "webp", "svg", "avif", "bmp", "ico", "tif", "tiff", "heic");

    /** By site, the beginnings of paths that share a page. */
    private static final Map<String, List<String>> SHARE_PATHS = Map.ofEntries(
            Map.entry("facebook.com", List.of("/sharer", "/share.php", "/dialog/share", "/dialog/feed")),
            Map.entry("twitter.com", List.of("/intent/", "/share", "/home?status")),
            Map.entry("x.com", List.of("/intent/", "/share")),
            Map.entry("linkedin.com", List.of("/shareArticle", "/sharing/")),
            Map.entry("pinterest.com", List.of("/pin/create/")),
            Map.entry("reddit.com", List.of("/submit")),
            Map.entry("bsky.app", List.of("/intent/")),
            Map.entry("telegram.me", List.of("/share/")),
            Map.entry("t.me", List.of("/share/")),
            Map.entry("whatsapp.com", List.of("/send")),
            Map.entry("wa.me", List.of("/?text")),
            Map.entry("tumblr.com", List.of("/share", "/widgets/share/")),
            Map.entry("getpocket.com", List.of("/save", "/edit")),
            Map.entry("ycombinator.com", List.of("/submitlink")),
            Map.entry("xing.com", List.of("/spi/shares/")),
            Map.entry("vk.com", List.of("/share.php")),
            Map.entry("feedburner.com", List.of("/~ff/", "/~r/~")));

    private NoArticle() {}

    static Optional<RejectReason> judge(Link link) {
        if (!(WebUrl.parse(link.fetchUrl()) instanceof WebUrl url)) {
            return Optional.of(RejectReason.TOO_LONG);
        }
        if (url.isHomePage()) {
            return Optional.of(RejectReason.HOME_PAGE);
        }
        if (IMAGES.contains(extension(url.path()))) {
            return Optional.of(RejectReason.IMAGE);
        }
        return isShareButton(url) ? Optional.of(RejectReason.SHARE_BUTTON) : Optional.empty();
    }

    private static boolean isShareButton(WebUrl url) {
        String target = url.requestTarget();
        return HostMatch.bySite(SHARE_PATHS, url.host())
                .filter(paths -> paths.stream().anyMatch(target::startsWith))
                .isPresent();
    }

    private static String extension(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
