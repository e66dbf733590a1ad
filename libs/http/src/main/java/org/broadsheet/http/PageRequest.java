package org.broadsheet.http;

import org.jspecify.annotations.Nullable;

/**
 * Which page a caller wants.
 *
 * @param page counted from 1
 * @param size 1 to {@link #MAX_SIZE}
 */
public record PageRequest(int page, int size) {
    public static final int MAX_SIZE = 100;
    private static final int DEFAULT_SIZE = 20;
    /** Deeper pages are read by cursor: an offset costs the database as much as everything before it. */
    private static final int MAX_PAGE = 10_000;

    /**
     * @param page null for the first
     * @param size null for 20
     * @throws ProblemException 400 if one is out of range
     */
    public static PageRequest of(@Nullable Integer page, @Nullable Integer size) {
        int number = page == null ? 1 : page;
        int items = size == null ? DEFAULT_SIZE : size;
        if (number < 1 || number > MAX_PAGE) {
            throw ProblemException.badRequest("page counts from 1 to " + MAX_PAGE + ", not " + number + ".");
        }
        if (items < 1 || items > MAX_SIZE) {
            throw ProblemException.badRequest("size is from 1 to " + MAX_SIZE + ", not " + items + ".");
        }
        return new PageRequest(number, items);
    }

    public int offset() {
        return (page - 1) * size;
    }
}
