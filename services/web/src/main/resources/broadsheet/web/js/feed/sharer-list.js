import { html, nothing } from 'lit';
import { webAddress } from '../words/addresses.js';
import { count, names } from '../words/counts.js';
import { moment } from '../words/moment.js';

/** Who shared an article: the names in a line, and everything they said behind it. */
export function sharerList({ sharers = [], sharerCount = sharers.length }) {
  if (!sharers.length) return nothing;
  const line = html`<span data-test="sharers">Shared by ${names(sharers.map(nameOf), sharerCount)}</span>`;
  const more = sharers.length > 1 || sharers.some((sharer) => sharer.text);
  if (!more) return html`<p class="sharers">${line}</p>`;
  return html`
    <details class="sharers">
      <summary>${line} <span class="tally" data-test="sharer-count" aria-label=${count(sharerCount, 'sharer')}>${sharerCount}</span></summary>
      <ul>
        ${sharers.map(sharer)}
      </ul>
    </details>
  `;
}

function sharer({ name, handle, network, text, url, sharedAt }) {
  const address = webAddress(url);
  const who = name || handle;
  return html`
    <li data-test="sharer">
      <p class="who">
        ${address ? html`<a href=${address} target="_blank" rel="noopener noreferrer">${who}</a>` : who}
        <span class="meta">${[handle === who ? '' : handle, network].filter(Boolean).join(' · ')} · ${moment(sharedAt)}</span>
      </p>
      ${text ? html`<p class="said">${text}</p>` : nothing}
    </li>
  `;
}

function nameOf({ name, handle, network }) {
  return name || handle || network;
}
