import { html, nothing } from 'lit';
import { shortAddress, webAddress } from '../words/addresses.js';
import { moment } from '../words/moment.js';

/** One hidden article with the rule that hid it; `entry` is the blocked domain behind it, where one is known. */
export function hiddenRow(article, { entry, leaving, unblock }) {
  const { id, url, title, site, domain, rule, lastSharedAt, publishedAt } = article;
  const address = webAddress(url);
  const text = title || shortAddress(url);
  return html`
    <li class="row ${leaving ? 'leaving' : ''}" data-test="hidden-row" data-id=${id} data-domain=${domain}>
      <div class="about">
        <p class="kicker"><span class="site">${site || domain}</span> ${moment(lastSharedAt ?? publishedAt)}</p>
        <h2>
          ${address
            ? html`<a href=${address} target="_blank" rel="noopener noreferrer" data-test="hidden-title">${text}</a>`
            : html`<span data-test="hidden-title">${text}</span>`}
        </h2>
        <p class="meta">Hidden by <span data-test="hidden-rule">${rule}</span></p>
      </div>
      ${entry && !leaving
        ? html`<button type="button" class="quiet" data-test="hidden-unblock" @click=${() => unblock(entry)}>Unblock ${entry}</button>`
        : nothing}
    </li>
  `;
}
