import { html, nothing } from 'lit';
import { today } from '../words/time.js';
import { PageElement } from './page-element.js';
import { href } from './routes.js';

const VIEWS = [
  ['feed', 'Front page'],
  ['sources', 'Sources'],
  ['blocked', 'Blocked'],
  ['hidden', 'Hidden'],
  ['digest', 'Digest'],
];

/** The title of the paper, the date, the way to every view, and the way out. */
export class PageMasthead extends PageElement {
  static properties = { account: { attribute: false }, current: {} };

  constructor() {
    super();
    this.account = null;
    this.current = 'feed';
  }

  render() {
    return html`
      <header class="masthead">
        <p class="dateline">${today()}</p>
        <p class="title"><a href=${href('feed')}>Broadsheet</a></p>
        ${this.account ? this.#signedIn() : html`<p class="who">One paper from everything you follow</p>`}
      </header>
      ${this.account ? this.#views() : nothing}
    `;
  }

  #signedIn() {
    return html`
      <div class="who">
        <span data-test="account">${this.account.name || this.account.email}</span>
        <button type="button" class="plain" data-test="sign-out" @click=${() => this.emit('sign-out')}>Sign out</button>
      </div>
    `;
  }

  #views() {
    return html`
      <nav class="views" aria-label="Views">
        <ul>
          ${VIEWS.map(
            ([name, label]) => html`
              <li>
                <a href=${href(name)} data-test="nav-${name}" aria-current=${name === this.current ? 'page' : nothing}>
                  ${label}
                </a>
              </li>
            `,
          )}
        </ul>
      </nav>
    `;
  }
}

customElements.define('page-masthead', PageMasthead);
