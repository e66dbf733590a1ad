package org.broadsheet.filter.verdict;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.broadsheet.events.EntryScreened;
import org.broadsheet.events.Verdict;
import org.broadsheet.filter.entry.EntryRepository;

/** Puts the verdicts on one entry into messages that the broker takes: by number, and by size with the entry. */
final class ScreenedMessages {
    /** libs/messaging takes 64 KiB; the rest is for the names around entry and verdicts. */
    private static final int MAX_BYTES = 63 * 1024;

    /** A verdict with its names, without what differs in length. */
    private static final int VERDICT = 200;

    private static final int SUBSCRIPTION = 39;
    private static final int HIDDEN_LINK = 100;

    private ScreenedMessages() {}

    static List<EntryScreened> of(EntryRepository.Stored stored, List<Verdict> verdicts) {
        var messages = new ArrayList<EntryScreened>();
        var next = new ArrayList<Verdict>();
        int bytes = stored.bytes();
        for (var verdict : verdicts) {
            int more = bytes(verdict);
            if (!next.isEmpty() && (next.size() == EntryScreened.MAX_VERDICTS || bytes + more > MAX_BYTES)) {
                messages.add(new EntryScreened(stored.entry(), next));
                next.clear();
                bytes = stored.bytes();
            }
            next.add(verdict);
            bytes += more;
        }
        if (!next.isEmpty()) {
            messages.add(new EntryScreened(stored.entry(), next));
        }
        return messages;
    }

    /** At most so many in JSON; rules of words are in any script. */
    private static int bytes(Verdict verdict) {
        int bytes = VERDICT + SUBSCRIPTION * verdict.subscriptionIds().size();
        var hiddenBy = verdict.hiddenBy();
        bytes += hiddenBy == null ? 0 : inJson(hiddenBy);
        for (var link : verdict.hiddenLinks()) {
            bytes += HIDDEN_LINK + link.linkKey().length() + link.rule().length();
        }
        return bytes;
    }

    /** Quotes and backslashes are written with a backslash. */
    private static int inJson(String text) {
        return text.getBytes(UTF_8).length
                + (int) text.chars().filter(c -> c == '"' || c == '\\').count();
    }
}
