package org.broadsheet.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param page counted from 1
 * @param size the number of items asked for
 * @param totalItems over all pages
 * @param next an opaque cursor for the page after this one, null on the last; it goes on where this page ended, whatever
 *     has been added to the list since
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(
        List<T> items,
        int page,
        int size,
        long totalItems,
        long totalPages,
        @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    public static <T> Page<T> of(List<T> items, PageRequest request, long totalItems, @Nullable String next) {
        long pages = (totalItems + request.size() - 1) / request.size();
        return new Page<>(items, request.page(), request.size(), totalItems, pages, next);
    }
}
