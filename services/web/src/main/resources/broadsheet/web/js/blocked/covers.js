/**
 * Whether an entry of the blocked list is about an article. Three spellings: `example.com` (with all below it),
 * `=news.example.com` (that host alone), `example.com/path/` (what is below that path).
 */
export function covers(entry, { url, domain }) {
  const { host, path } = partsOf(url);
  if (entry.startsWith('=')) return host === entry.slice(1);
  const slash = entry.indexOf('/');
  if (slash < 0) return domain === entry || within(host, entry);
  return within(host, entry.slice(0, slash)) && path.startsWith(entry.slice(slash));
}

/** What an entry hides, in words. */
export function meaning(entry) {
  if (entry.startsWith('=')) return 'this host alone';
  return entry.includes('/') ? 'pages below this address' : 'and everything below it';
}

function within(host, domain) {
  return host === domain || host.endsWith(`.${domain}`);
}

function partsOf(url) {
  try {
    const { hostname, pathname } = new URL(url);
    return { host: hostname, path: pathname };
  } catch {
    return { host: '', path: '' };
  }
}
