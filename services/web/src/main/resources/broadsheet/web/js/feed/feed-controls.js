import { html, nothing } from 'lit';
import { PageElement } from '../shell/page-element.js';
import { go, href } from '../shell/routes.js';
import { fromStart, ORDERS, STATES, toParams, WINDOWS } from './feed-query.js';

/** Order, state and window of the list, and what it is narrowed to; every choice is an address. */
export class FeedControls extends PageElement {
  static properties = { query: { attribute: false }, sourceTitle: { attribute: false } };

  render() {
    return html`
      <div class="controls">
        ${this.#choice('state', 'Which articles', STATES)} ${this.#choice('order', 'Order', ORDERS)}
        <label class="window">
          <span class="label">From</span>
          <select data-test="window" @change=${(event) => go('feed', this.#params({ window: event.target.value }))}>
            ${[...WINDOWS].map(
              ([value, label]) => html`<option value=${value} .selected=${value === this.query.window}>${label}</option>`,
            )}
          </select>
        </label>
      </div>
      ${this.#narrowed('source', this.sourceTitle)} ${this.#narrowed('domain', this.query.domain)}
    `;
  }

  #choice(name, label, options) {
    return html`
      <nav class="choice" aria-label=${label}>
        ${[...options].map(
          ([value, text]) => html`
            <a
              href=${href('feed', this.#params({ [name]: value }))}
              data-test="${name}-${value}"
              aria-current=${value === this.query[name] ? 'true' : nothing}
              >${text}</a
            >
          `,
        )}
      </nav>
    `;
  }

  #narrowed(name, label) {
    if (!this.query[name]) return nothing;
    return html`
      <p class="narrowed" data-test="narrowed">
        Only from <strong>${label}</strong>
        <a href=${href('feed', this.#params({ [name]: '' }))} data-test="widen">Show everything</a>
      </p>
    `;
  }

  #params(change) {
    return toParams({ ...fromStart(this.query), ...change });
  }
}

customElements.define('feed-controls', FeedControls);
