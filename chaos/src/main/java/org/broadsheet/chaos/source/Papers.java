package org.broadsheet.chaos.source;

import java.net.URI;
import java.util.random.RandomGenerator;

/** The sites that entries lead to: their own pages, and stories that several sources carry. */
public final class Papers {
    /** How many sites there are; the first of them are the ones that readers block. */
    public static final int SITES = 12;

    /** Stories that sources share at first; with every link that a source has, there is one more. */
    private static final int SHARED_STORIES = 40;

    /** The name of a site, 0 to {@link #SITES} - 1. */
    public static String site(int number) {
        return "paper" + number + ".example";
    }

    /**
     * A page that only this source leads to, or now and then one that others may lead to as well. What is a timeline's alone
     * is below a path of its name.
     *
     * @param links how many the source has had
     */
    public URI article(String source, int links, RandomGenerator random) {
        boolean shared = !source.startsWith(Newsroom.PRIVATE) && random.nextInt(3) == 0;
        int number = shared ? random.nextInt(SHARED_STORIES + links) : random.nextInt(1_000_000);
        // The site follows from the number, so that a story is at one address.
        return URI.create("https://" + site(number % SITES) + "/" + (shared ? "shared" : source) + "/" + number);
    }
}
