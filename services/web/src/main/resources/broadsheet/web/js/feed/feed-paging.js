import { html, nothing } from 'lit';
import { PageElement } from '../shell/page-element.js';
import { href } from '../shell/routes.js';
import { range } from '../words/counts.js';

/**
 * Where the reader is in a list, and the ways to the neighbouring pages.
 * `place` is `{from, shown, total, route, previous, next}`: the last two are the parameters of the neighbouring pages
 * on that route, or null where there is none.
 */
export class FeedPaging extends PageElement {
  static properties = { place: { attribute: false } };

  render() {
    const { shown, total, previous, next } = this.place;
    if (!shown) return nothing;
    return html`
      <nav class="paging" aria-label="Pages" data-test="paging">
        ${this.#step(previous, 'previous', '← Previous')}
        <p data-test="range" data-total=${total}>${range(this.place)}</p>
        ${this.#step(next, 'next', 'Next →')}
      </nav>
    `;
  }

  #step(params, rel, label) {
    return params
      ? html`<a class="step" rel=${rel === 'next' ? 'next' : 'prev'} href=${href(this.place.route, params)} data-test="page-${rel}">${label}</a>`
      : html`<span class="step off" aria-hidden="true">${label}</span>`;
  }
}

customElements.define('feed-paging', FeedPaging);
