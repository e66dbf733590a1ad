/** Routes live in the hash, since the server knows the page at / only: `#/feed?order=popular&page=2`. */
const NAMES = ['feed', 'sources', 'blocked', 'hidden', 'digest', 'sign-in', 'sign-up'];

/** @returns {{name: string, params: URLSearchParams}} */
export function parse(hash) {
  const [path, search = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  return { name: NAMES.includes(path) ? path : 'feed', params: new URLSearchParams(search) };
}

export function href(name, params = {}) {
  const search = new URLSearchParams(params).toString();
  return `#/${name}${search ? `?${search}` : ''}`;
}

export function go(name, params) {
  location.hash = href(name, params);
}

/** Goes there without a step in the history, where the old address would only send the reader forth again. */
export function replace(name, params) {
  location.replace(href(name, params));
}
