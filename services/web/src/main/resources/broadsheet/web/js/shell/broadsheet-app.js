import { html, nothing } from 'lit';
import './notice-bar.js';
import './page-masthead.js';
import { PageElement } from './page-element.js';
import { parse, replace } from './routes.js';
import { trouble } from './trouble.js';
import { titleOf, view, viewOutside } from './views.js';

/** The whole page: knows who is signed in and where the reader is, and shows the view for both. */
export class BroadsheetApp extends PageElement {
  static properties = {
    route: { state: true },
    notice: { state: true },
    error: { state: true },
    online: { state: true },
  };

  /** Set before start(): a Session, and the calls by feature. */
  session;
  calls;

  constructor() {
    super();
    this.route = parse(location.hash);
    this.notice = null;
    this.error = null;
    this.online = navigator.onLine;
    this.addEventListener('notice', (event) => (this.notice = event.detail));
    this.addEventListener('sign-out', () => this.#signOut());
  }

  start() {
    window.addEventListener('hashchange', () => this.#moved());
    window.addEventListener('online', () => (this.online = true));
    window.addEventListener('offline', () => (this.online = false));
    this.session.addEventListener('change', () => this.#sessionChanged());
    this.#restore();
  }

  async #restore() {
    this.error = null;
    try {
      await this.session.restore();
    } catch (failure) {
      this.error = failure;
    }
  }

  #sessionChanged() {
    this.notice = null;
    if (this.session.account && this.route.name.startsWith('sign-')) replace('feed');
    if (!this.session.account && this.route.name !== 'sign-up') this.#focusMain();
    this.requestUpdate();
  }

  async #moved() {
    const from = this.route.name;
    this.route = parse(location.hash);
    if (from === this.route.name) return;
    this.notice = null;
    window.scrollTo(0, 0);
    this.#focusMain();
  }

  async #focusMain() {
    await this.updateComplete;
    this.querySelector('main > *')?.focusHeading?.();
  }

  async #signOut() {
    try {
      await this.session.signOut();
    } catch (failure) {
      this.notice = { text: `You are still signed in. ${failure.message}` };
    }
  }

  updated() {
    const outside = !this.session?.account && this.route.name !== 'sign-up';
    document.title = titleOf(outside ? 'sign-in' : this.route.name);
  }

  render() {
    return html`
      <a class="skip" href="#main" @click=${this.#skip}>Skip to the content</a>
      <page-masthead .account=${this.session?.account ?? null} current=${this.route.name}></page-masthead>
      <div role="status" class="connection">
        ${this.online ? nothing : html`<p data-test="offline">You are offline. What is here stays; changes will fail.</p>`}
      </div>
      <main id="main" tabindex="-1">${this.#content()}</main>
      <notice-bar .notice=${this.notice}></notice-bar>
    `;
  }

  #content() {
    if (this.error) return trouble(this.error, 'start-error', () => this.#restore());
    if (!this.session?.known) return html`<p class="loading">Fetching your paper…</p>`;
    return this.session.account ? view(this.route, this.calls) : viewOutside(this.route, this.session);
  }

  /** The hash is the router's, so the skip link moves the focus by itself. */
  #skip(event) {
    event.preventDefault();
    document.getElementById('main').focus();
  }
}

customElements.define('broadsheet-app', BroadsheetApp);
