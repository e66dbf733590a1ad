import { html } from 'lit';

/** An empty list: what it means, and in `next` what to do about it. */
export function empty(title, text, next) {
  return html`
    <section class="empty" data-test="empty">
      <h2>${title}</h2>
      <p>${text}</p>
      ${next ? html`<p class="next">${next}</p>` : ''}
    </section>
  `;
}
