import { fromStart, toParams } from './feed-query.js';

/**
 * Where a page stands in its list, for the paging. An unread list shrinks as it is read: then the way on goes by the
 * cursor, since counting pages would skip as many articles as were read.
 */
export function place({ answered: query, items, total, totalPages, next, from, readHere }) {
  const byCursor = next && query.state === 'unread' && (readHere > 0 || query.cursor);
  const onward = byCursor
    ? { ...query, page: query.page + 1, cursor: next, from: Math.max(1, from + items.length - readHere) }
    : { ...fromStart(query), page: query.page + 1 };
  const more = query.cursor ? Boolean(next) : query.page < totalPages;
  return {
    route: 'feed',
    from,
    shown: items.length,
    total: Math.max(total, items.length),
    previous: query.page > 1 ? toParams({ ...fromStart(query), page: query.page - 1 }) : null,
    next: more ? toParams(onward) : null,
  };
}
