import { html } from 'lit';
import { empty } from '../shell/empty.js';
import { href } from '../shell/routes.js';
import { arriving } from './arriving.js';
import { fromStart, toParams, WINDOWS } from './feed-query.js';

/** Why there is nothing to read, and what to do next. `sources` is null while they are not known. */
export function feedEmpty(query, sources) {
  const wider = (change) => href('feed', toParams({ ...fromStart(query), ...change }));
  const toSources = (words) => html`<a class="main" href=${href('sources')} data-test="to-sources">${words}</a>`;

  if (query.state === 'saved') {
    return empty('Nothing saved', 'Press Save on an article, and it is kept here, read or not.', link(wider({ state: 'unread' }), 'Back to the unread'));
  }
  if (sources?.length === 0) {
    return empty('Your paper has no sources yet', 'Add the address of a feed, or of any page that has one: a newspaper, a blog, a friend.', toSources('Add a source'));
  }
  const nothingEver = sources?.every(({ entries }) => !entries);
  if (nothingEver && arriving(sources)) {
    return empty('The first articles are on their way', 'Your sources are being read for the first time. What they hold appears here by itself.', toSources('See how far they are'));
  }
  if (query.window !== 'all') {
    return empty(`Nothing from ${WINDOWS.get(query.window)}`, 'There may be older articles.', link(wider({ window: 'all' }), 'Look at any time'));
  }
  if (sources?.every(({ state }) => state === 'failing' || state === 'gone')) {
    return empty('None of your sources can be read', 'Each of them says why on the sources page.', toSources('Look at the sources'));
  }
  if (query.source || query.domain) {
    return empty('Nothing from there', 'All of it is read, or none has come in.', link(wider({ state: 'all' }), 'Show what is read too'));
  }
  if (query.state === 'unread' && !nothingEver) {
    const soon = arriving(sources) ? 'Your sources were read a moment ago.' : 'That was everything.';
    return empty('Nothing unread', `${soon} What comes in next appears here by itself.`, link(wider({ state: 'all' }), 'Show what is read too'));
  }
  return empty('No articles yet', 'Nothing that your sources published has links in it so far.', toSources('Look at the sources'));
}

function link(address, words) {
  return html`<a class="main" href=${address}>${words}</a>`;
}
