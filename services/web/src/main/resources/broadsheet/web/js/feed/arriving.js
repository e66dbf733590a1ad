const FRESH_MS = 2 * 60_000;

/**
 * Whether first articles may still be on their way: a source waits to be read, or was read a moment ago and what it held
 * has not reached the feed yet. `sources` is null while they are not known.
 */
export function arriving(sources, now = Date.now()) {
  return Boolean(
    sources?.some(
      ({ state, lastPollAt }) => state === 'pending' || (state === 'active' && now - Date.parse(lastPollAt) < FRESH_MS),
    ),
  );
}
