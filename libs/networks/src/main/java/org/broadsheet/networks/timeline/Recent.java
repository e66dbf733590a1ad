package org.broadsheet.networks.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;

/**
 * The items seen lately, newest first, each as a mark of twelve characters: eight for its key and four for its version, so
 * that an edit is told from what is known. Immutable.
 */
final class Recent {
    /** Marks that are kept. */
    static final int SIZE = 300;

    private static final int KEY = 8;
    private static final int MARK = 12;

    /** Versions by key. */
    private final Map<String, String> marks;
    /** Whether items were seen that are not known any more. */
    private final boolean forgetful;

    private Recent(Map<String, String> marks, boolean forgetful) {
        this.marks = marks;
        this.forgetful = forgetful;
    }

    static Recent none() {
        return new Recent(Map.of(), false);
    }

    /** Reads what {@link #toString} wrote. */
    static Recent parse(String text, boolean forgetful) {
        if (text.length() % MARK != 0 || text.length() > SIZE * MARK) {
            throw new IllegalArgumentException("not the marks of a timeline");
        }
        var marks = new LinkedHashMap<String, String>();
        for (int i = 0; i < text.length(); i += MARK) {
            marks.putIfAbsent(text.substring(i, i + KEY), text.substring(i + KEY, i + MARK));
        }
        return new Recent(marks, forgetful);
    }

    int size() {
        return marks.size();
    }

    boolean isForgetful() {
        return forgetful;
    }

    boolean knows(PageItem item) {
        return marks.containsKey(mark(item.identity()));
    }

    /** Whether this very version was seen. */
    boolean has(PageItem item) {
        return version(item).equals(marks.get(mark(item.identity())));
    }

    /**
     * What stood above the lowest of these items and is not among them, of a part of the timeline that was read without a
     * gap: it was taken back, or its author is followed no more. What is reposted is there, also where a server shows the
     * repost in its place.
     */
    Vanished missingAmong(Collection<PageItem> items) {
        var present = items.stream().map(item -> mark(item.identity())).collect(toUnmodifiableSet());
        var reposted = items.stream()
                .flatMap(item -> item.reposted().stream())
                .map(Recent::mark)
                .collect(toUnmodifiableSet());
        var missing = new LinkedHashSet<String>();
        var sinceLowest = new ArrayList<String>();
        for (var mark : marks.keySet()) {
            if (present.contains(mark)) {
                missing.addAll(sinceLowest);
                sinceLowest.clear();
            } else if (!reposted.contains(mark)) {
                sinceLowest.add(mark);
            }
        }
        return new Vanished(missing);
    }

    /** Without what has vanished, so that it is new when it comes back. */
    Recent without(Vanished vanished) {
        if (vanished.isEmpty()) {
            return this;
        }
        var left = new LinkedHashMap<>(marks);
        left.keySet().removeAll(vanished.marks());
        return new Recent(left, forgetful);
    }

    /** With these, newest first, above all that are known. */
    Recent with(Collection<PageItem> items) {
        var merged = new LinkedHashMap<String, String>();
        for (var item : items) {
            merged.putIfAbsent(mark(item.identity()), version(item));
        }
        marks.forEach(merged::putIfAbsent);
        if (merged.size() <= SIZE) {
            return new Recent(merged, forgetful);
        }
        var kept = new LinkedHashMap<String, String>();
        merged.entrySet().stream().limit(SIZE).forEach(mark -> kept.put(mark.getKey(), mark.getValue()));
        return new Recent(kept, true);
    }

    private static String version(PageItem item) {
        var post = item.post();
        return hash(post == null ? "unreadable" : post.version(), MARK - KEY);
    }

    static String mark(String identity) {
        return hash(identity, KEY);
    }

    private static String hash(String text, int characters) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return Base64.getUrlEncoder()
                    .encodeToString(Arrays.copyOf(digest, MARK))
                    .substring(0, characters);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        var text = new StringBuilder(marks.size() * MARK);
        marks.forEach((key, version) -> text.append(key).append(version));
        return text.toString();
    }
}
