/** What the reader asked to see. It lives in the address, so back, forward, reload and bookmarks work. */

export const ORDERS = new Map([
  ['newest', 'Newest'],
  ['popular', 'Popular'],
]);

export const STATES = new Map([
  ['unread', 'Unread'],
  ['all', 'All'],
  ['saved', 'Saved'],
]);

/** Counted from now, by the last share. */
export const WINDOWS = new Map([
  ['all', 'any time'],
  ['3h', 'the last 3 hours'],
  ['6h', 'the last 6 hours'],
  ['12h', 'the last 12 hours'],
  ['24h', 'the last 24 hours'],
  ['2d', 'the last 2 days'],
  ['3d', 'the last 3 days'],
  ['7d', 'the last 7 days'],
  ['14d', 'the last 14 days'],
  ['30d', 'the last 30 days'],
]);

export const PAGE_SIZE = 20;

/**
 * `cursor` takes the place of the page where the list changed while it was read; `from` is then the place of the
 * first article in the list, for the label.
 */
const DEFAULTS = { order: 'newest', state: 'unread', window: 'all', source: '', domain: '', page: 1, cursor: '', from: 0 };

/** @param params URLSearchParams; what is not understood becomes the default */
export function fromParams(params) {
  const choice = (name, allowed) => (allowed.has(params.get(name)) ? params.get(name) : DEFAULTS[name]);
  return {
    order: choice('order', ORDERS),
    state: choice('state', STATES),
    window: choice('window', WINDOWS),
    source: params.get('source') ?? '',
    domain: params.get('domain') ?? '',
    page: wholeNumber(params.get('page'), 1),
    cursor: params.get('cursor') ?? '',
    from: wholeNumber(params.get('from'), 0),
  };
}

/** The shortest parameters that give this query back. */
export function toParams(query) {
  return Object.fromEntries(Object.entries(query).filter(([name, value]) => value !== DEFAULTS[name]));
}

/** The same, looked at from its first page. */
export function fromStart(query) {
  return { ...query, page: 1, cursor: '', from: 0 };
}

export function toApi({ order, state, window, source, domain, page, cursor, size = PAGE_SIZE }) {
  return { order, state, window, source, domain, size, ...(cursor ? { cursor } : { page }) };
}

function wholeNumber(text, fallback) {
  return /^[1-9]\d{0,6}$/.test(text ?? '') ? Number(text) : fallback;
}
