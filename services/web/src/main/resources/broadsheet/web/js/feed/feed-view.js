import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import '../shell/confirm-dialog.js';
import { PageElement } from '../shell/page-element.js';
import { Poller } from '../shell/poller.js';
import { replace } from '../shell/routes.js';
import { trouble } from '../shell/trouble.js';
import { count, range } from '../words/counts.js';
import { arriving } from './arriving.js';
import './article-card.js';
import { blockDomain, blockQuestion } from './block-domain.js';
import './feed-controls.js';
import { feedEmpty } from './feed-empty.js';
import './feed-paging.js';
import { place } from './feed-place.js';
import { fromParams, fromStart, toParams } from './feed-query.js';
import { FrontPage } from './front-page.js';
import { NewsWatch } from './news-watch.js';

const NEWS_PAUSE_MS = 30_000;
const FIRST_ARTICLES_PAUSE_MS = 2_000;

/** The front page: the articles of one query, and everything the reader does to them. */
export class FeedView extends PageElement {
  static properties = {
    calls: { attribute: false },
    params: { attribute: false },
    sources: { state: true },
    news: { state: true },
  };

  #paper;
  #watch;
  #poller = new Poller(this, () => this.#look(), () => (this.#waiting() ? FIRST_ARTICLES_PAUSE_MS : NEWS_PAUSE_MS));

  constructor() {
    super();
    this.sources = null;
    this.news = 0;
    this.addEventListener('article-change', ({ detail: { id, ...change } }) => this.#paper.change(id, change));
    this.addEventListener('article-block', ({ detail }) => this.#block(detail));
  }

  willUpdate(changed) {
    if (!this.#paper) {
      this.#paper = new FrontPage(this.calls.feed, () => this.requestUpdate());
      this.#watch = new NewsWatch(this.calls.feed);
      this.#loadSources();
    }
    if (changed.has('params')) this.#open(fromParams(this.params), Boolean(changed.get('params')));
  }

  async #open(query, moved) {
    const shown = await this.#paper.load(query);
    if (!shown) return;
    if (!this.#paper.items.length && query.page > 1) return this.#toLastPage(query);
    this.news = 0;
    this.#poller.soon();
    if (moved) this.#arrive();
    await this.#watch.start(query, { answer: { items: this.#paper.items, totalItems: this.#paper.total } });
  }

  /** The list became shorter than the page that the address asks for. */
  #toLastPage(query) {
    replace('feed', toParams({ ...fromStart(query), page: Math.max(1, Math.min(this.#paper.totalPages, query.page - 1)) }));
  }

  /** A new page or another choice: read on from the top. Where the list did not move, the focus stays. */
  #arrive() {
    const heading = this.querySelector('h1');
    if (this.querySelector('.controls')?.contains(document.activeElement)) return;
    heading.focus({ preventScroll: true });
    this.scrollIntoView();
  }

  async #loadSources() {
    try {
      this.sources = await this.calls.sources.list();
    } catch {
      this.sources = null; // only the words of an empty page depend on it
    }
  }

  /** Nothing is there to read, and something may come at any moment. */
  #waiting() {
    return Boolean(this.#paper && !this.#paper.items.length && arriving(this.sources));
  }

  async #look() {
    if (this.#paper.loading) return;
    const empty = !this.#paper.items.length && !this.#paper.error;
    if (empty) await this.#loadSources();
    const news = await this.#watch.count(this.#paper.readHere);
    if (news > 0 && empty) await this.#open(this.#paper.query, false);
    else this.news = Math.max(0, news);
    this.requestUpdate();
  }

  #showNews() {
    const start = toParams(fromStart(this.#paper.query));
    this.news = 0;
    if (this.#paper.query.page === 1) this.#open(this.#paper.query, true);
    else replace('feed', start);
  }

  async #block(article) {
    const { domain, id } = article;
    if (!(await this.querySelector('confirm-dialog').ask(blockQuestion(domain)))) return;
    const next = this.#paper.items.slice(this.#indexOf(id)).find((other) => other.domain !== domain);
    try {
      await blockDomain(domain, {
        calls: this.calls.blocked,
        paper: this.#paper,
        notify: (text, action) => this.notify(text, action),
      });
      await this.#focusCard(next?.id);
      await this.#watch.start(this.#paper.query, { readHere: this.#paper.readHere });
    } catch (failure) {
      this.#paper.tell(id, failure);
    }
  }

  #indexOf(id) {
    return this.#paper.items.findIndex((article) => article.id === id);
  }

  /** The card that had the focus is gone: go on with its neighbour, unless the reader went elsewhere. */
  async #focusCard(id) {
    await this.updateComplete;
    if (document.activeElement !== document.body) return;
    const card = id && this.querySelector(`[data-id="${CSS.escape(id)}"] [data-test="card-title"]`);
    (card ?? this.querySelector('h1')).focus({ preventScroll: true });
  }

  async #markAllRead() {
    try {
      const read = await this.#paper.markAllRead();
      this.notify(`${count(read.ids.length, 'article')} marked as read.`, {
        label: 'Undo',
        run: () => this.#paper.undoRead(read).catch((failure) => this.notify(failure.message)),
      });
    } catch (failure) {
      this.notify(`Nothing was marked as read. ${failure.message}`);
    }
  }

  render() {
    const paper = this.#paper;
    return html`
      <h1 tabindex="-1" class="unseen">Front page</h1>
      <feed-controls .query=${paper.query} .sourceTitle=${this.#sourceTitle(paper.query.source)}></feed-controls>
      <div role="status" class="unseen">${this.#spoken()}</div>
      ${trouble(paper.error, 'feed-error', () => this.#open(paper.query, false))} ${this.#articles()}
      <div role="status" class="news">
        ${this.news
          ? html`<button type="button" data-test="show-new" @click=${this.#showNews}>Show ${count(this.news, 'new article')}</button>`
          : nothing}
      </div>
      <confirm-dialog></confirm-dialog>
    `;
  }

  #articles() {
    const paper = this.#paper;
    if (!paper.items.length) {
      if (paper.error) return nothing;
      return paper.loading ? html`<p class="loading">Fetching the articles…</p>` : feedEmpty(paper.query, this.sources);
    }
    return html`
      <ol role="list" class="articles ${paper.loading ? 'stale' : ''}" data-test="articles" aria-busy=${String(paper.loading)}>
        ${repeat(
          paper.items,
          (article) => article.id,
          (article) => html`
            <li><article-card .article=${article} ?leaving=${paper.leaving.has(article.domain)}></article-card></li>
          `,
        )}
      </ol>
      <div class="foot">
        ${paper.items.some((article) => !article.read)
          ? html`<button type="button" class="quiet" data-test="mark-all-read" @click=${this.#markAllRead}>Mark this page as read</button>`
          : nothing}
        <feed-paging .place=${place(paper)}></feed-paging>
      </div>
    `;
  }

  #spoken() {
    const paper = this.#paper;
    if (paper.loading || paper.error) return '';
    return paper.items.length ? `Articles ${range(place(paper))}` : 'No articles';
  }

  #sourceTitle(id) {
    const source = this.sources?.find((known) => known.id === id);
    return source?.title || source?.url || 'one source';
  }
}

customElements.define('feed-view', FeedView);
