import { html, nothing } from 'lit';
import { PageElement } from './page-element.js';

/** The latest notice, at the foot of the page until it is dismissed; the region is always there, to be heard. */
export class NoticeBar extends PageElement {
  static properties = { notice: { attribute: false } };

  constructor() {
    super();
    this.notice = null;
  }

  render() {
    return html`<div role="status" aria-live="polite">${this.notice ? this.#shown(this.notice) : nothing}</div>`;
  }

  #shown({ text, action }) {
    return html`
      <div class="notice" data-test="notice">
        <p>${text}</p>
        ${action
          ? html`<button type="button" data-test="notice-action" @click=${() => this.#act(action)}>${action.label}</button>`
          : nothing}
        <button type="button" class="close" data-test="notice-close" aria-label="Dismiss" @click=${() => this.#close()}>
          ×
        </button>
      </div>
    `;
  }

  #act(action) {
    this.#close();
    action.run();
  }

  #close() {
    this.notice = null;
  }
}

customElements.define('notice-bar', NoticeBar);
