import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { empty } from '../shell/empty.js';
import { PageElement } from '../shell/page-element.js';
import { href } from '../shell/routes.js';
import { trouble } from '../shell/trouble.js';
import { moment } from '../words/moment.js';
import './block-form.js';
import { meaning } from './covers.js';

/** The domains that the reader wants nothing from. */
export class BlockedView extends PageElement {
  static properties = { calls: { attribute: false }, entries: { state: true }, error: { state: true } };

  constructor() {
    super();
    this.entries = null;
    this.error = null;
    this.addEventListener('blocked-changed', () => this.#load());
  }

  firstUpdated() {
    this.#load();
  }

  async #load() {
    try {
      this.entries = await this.calls.blocked.list();
      this.error = null;
    } catch (failure) {
      this.error = failure;
    }
  }

  async #unblock(domain) {
    try {
      await this.calls.blocked.unblock(domain);
      this.notify(`${domain} is no longer blocked.`, { label: 'Undo', run: () => this.#blockAgain(domain) });
      await this.#load();
      this.focusHeading();
    } catch (failure) {
      this.error = failure;
    }
  }

  async #blockAgain(domain) {
    try {
      await this.calls.blocked.block(domain);
    } catch (failure) {
      this.error = failure;
    }
    await this.#load();
  }

  render() {
    return html`
      <h1 tabindex="-1">Blocked domains</h1>
      <p class="lede">
        An entry is hidden when every link in it leads to a blocked domain. <a href=${href('hidden')}>What is hidden now</a>
      </p>
      <block-form .calls=${this.calls.blocked}></block-form>
      ${trouble(this.error, 'blocked-error', () => this.#load())} ${this.#list()}
    `;
  }

  #list() {
    if (!this.entries) return this.error ? nothing : html`<p class="loading">Fetching the list…</p>`;
    if (!this.entries.length) {
      return empty('Nothing is blocked', 'Block a domain above, or from any card of the front page.', html`<a class="main" href=${href('feed')}>To the front page</a>`);
    }
    return html`
      <ul role="list" class="rows" data-test="blocked">
        ${repeat(this.entries, ({ domain }) => domain, (entry) => this.#row(entry))}
      </ul>
    `;
  }

  #row({ domain, addedAt }) {
    return html`
      <li class="row" data-test="blocked-row" data-domain=${domain}>
        <div class="about">
          <h2>${domain}</h2>
          <p class="meta">${meaning(domain)}${addedAt ? html`, blocked ${moment(addedAt)}` : nothing}</p>
        </div>
        <button type="button" class="quiet" data-test="unblock" aria-label="Unblock ${domain}" @click=${() => this.#unblock(domain)}>
          Unblock
        </button>
      </li>
    `;
  }
}

customElements.define('blocked-view', BlockedView);
