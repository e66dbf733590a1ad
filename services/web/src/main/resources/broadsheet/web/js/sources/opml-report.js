import { html, nothing } from 'lit';
import { shortAddress } from '../words/addresses.js';

/** What became of an uploaded file: the server's sentence, and each row that was not taken with its reason. */
export function opmlReport({ message, data }) {
  const rejected = data?.rejected ?? [];
  return html`
    <p>${message}</p>
    ${rejected.length
      ? html`<ul class="rejected">
          ${rejected.map(
            ({ title, url, reason }) => html`<li data-test="opml-rejected"><strong>${title || shortAddress(url)}</strong> ${reason}</li>`,
          )}
        </ul>`
      : nothing}
  `;
}
