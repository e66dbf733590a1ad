import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { covers } from '../blocked/covers.js';
import '../feed/feed-paging.js';
import { empty } from '../shell/empty.js';
import { PageElement } from '../shell/page-element.js';
import { href, replace } from '../shell/routes.js';
import { trouble } from '../shell/trouble.js';
import { until } from '../shell/until.js';
import { hiddenRow } from './hidden-row.js';

const SIZE = 20;

/** What the reader's own rules hid, and by which of them: a block is never a mystery. */
export class HiddenView extends PageElement {
  static properties = {
    calls: { attribute: false },
    params: { attribute: false },
    list: { state: true },
    entries: { state: true },
    leaving: { state: true },
    error: { state: true },
  };

  constructor() {
    super();
    this.list = null;
    this.entries = [];
    this.leaving = '';
    this.error = null;
  }

  get #page() {
    return Math.max(1, Number.parseInt(this.params.get('page'), 10) || 1);
  }

  willUpdate(changed) {
    if (changed.has('params')) this.#load(Boolean(changed.get('params')));
  }

  async #load(moved) {
    try {
      [this.list, this.entries] = await Promise.all([this.#fetch(), this.calls.blocked.list()]);
      this.error = null;
      if (!this.list.items.length && this.#page > 1) replace('hidden', { page: Math.max(1, this.list.totalPages) });
      if (moved) this.focusHeading();
    } catch (failure) {
      this.error = failure;
    }
  }

  #fetch() {
    return this.calls.feed.hidden(this.#page, SIZE);
  }

  async #unblock(domain) {
    try {
      await this.calls.blocked.unblock(domain);
      this.notify(`${domain} is no longer blocked.`, { label: 'Undo', run: () => this.#blockAgain(domain) });
      this.leaving = domain;
      await until(() => this.#fetch(), ({ items }) => !items.some((article) => covers(domain, article)));
      await this.#load(true);
    } catch (failure) {
      this.error = failure;
    } finally {
      this.leaving = '';
    }
  }

  async #blockAgain(domain) {
    const before = this.list.totalItems;
    try {
      await this.calls.blocked.block(domain);
      await until(() => this.#fetch(), ({ totalItems }) => totalItems > before);
    } catch (failure) {
      this.error = failure;
    }
    await this.#load(false);
  }

  render() {
    return html`
      <h1 tabindex="-1">Hidden articles</h1>
      <p class="lede">
        What your rules kept off the front page in the last 30 days. <a href=${href('blocked')}>Your blocked domains</a>
      </p>
      ${trouble(this.error, 'hidden-error', () => this.#load(false))} ${this.#rows()}
    `;
  }

  #rows() {
    if (!this.list) return this.error ? nothing : html`<p class="loading">Fetching the list…</p>`;
    if (!this.list.items.length) {
      return empty('Nothing is hidden', 'When you block a domain, what it hides is listed here, with the way back.', html`<a class="main" href=${href('feed')}>To the front page</a>`);
    }
    return html`
      <ul role="list" class="rows" data-test="hidden">
        ${repeat(this.list.items, ({ id }) => id, (article) => this.#row(article))}
      </ul>
      <feed-paging .place=${this.#place()}></feed-paging>
    `;
  }

  #row(article) {
    const entry = this.entries.find(({ domain }) => covers(domain, article))?.domain;
    const leaving = Boolean(this.leaving) && covers(this.leaving, article);
    return hiddenRow(article, { entry, leaving, unblock: (domain) => this.#unblock(domain) });
  }

  #place() {
    const { items, totalItems, totalPages } = this.list;
    const page = this.#page;
    return {
      route: 'hidden',
      from: (page - 1) * SIZE + 1,
      shown: items.length,
      total: totalItems,
      previous: page > 1 ? { page: page - 1 } : null,
      next: page < totalPages ? { page: page + 1 } : null,
    };
  }
}

customElements.define('hidden-view', HiddenView);
