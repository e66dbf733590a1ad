import { html, nothing } from 'lit';
import { href } from '../shell/routes.js';
import { shortAddress, webAddress } from '../words/addresses.js';
import { count } from '../words/counts.js';
import { moment } from '../words/moment.js';

const LABELS = { pending: 'Waiting', active: 'Working', failing: 'Failing', gone: 'Gone' };

/** One source as a row of the list; `remove` is called with it. */
export function sourceRow(source, { remove, problem }) {
  const { id, url, title, state } = source;
  const name = title || shortAddress(url);
  return html`
    <li class="row" data-test="source" data-id=${id} data-state=${state}>
      <div class="about">
        <h3>${heading(source)}</h3>
        ${title ? html`<p class="meta">${addressOf(url)}</p>` : nothing}
        <p class="state ${state}">
          <strong data-test="source-state">${LABELS[state] ?? state}</strong>
          <span data-test="source-reason">${story(source)}</span>
        </p>
        ${problem ? html`<p class="trouble" role="alert" data-test="source-error">${problem.message}</p>` : nothing}
      </div>
      <button type="button" class="quiet" data-test="source-remove" aria-label="Remove ${name}" @click=${() => remove(source)}>
        Remove
      </button>
    </li>
  `;
}

/** The title leads to what the source brought; where there is none yet, the address stands in for it. */
function heading({ id, url, title, state }) {
  if (!title) return addressOf(url);
  return state === 'active' ? html`<a href=${href('feed', { source: id })} data-test="source-read">${title}</a>` : title;
}

function addressOf(url) {
  if (url.startsWith('timeline:')) return html`<span data-test="source-url">A timeline of a connected account</span>`;
  const address = webAddress(url);
  const short = shortAddress(url);
  return address
    ? html`<a href=${address} target="_blank" rel="noopener noreferrer" data-test="source-url">${short}</a>`
    : html`<span data-test="source-url">${short}</span>`;
}

/** What is known of it, in words. */
function story({ state, entries = 0, lastPollAt, nextPollAt, reason }) {
  const seen = count(entries, 'entry', 'entries');
  switch (state) {
    case 'pending':
      return 'Being read for the first time.';
    case 'active':
      return html`${seen} so far${lastPollAt ? html`, last looked at ${moment(lastPollAt)}` : nothing}.`;
    case 'failing':
      return html`${sentence(reason, 'It can’t be read at the moment.')}${nextPollAt ? html` Tried again ${moment(nextPollAt)}.` : nothing}`;
    case 'gone':
      return html`${sentence(reason, 'Its address says that it is no more.')} It is not tried again.`;
    default:
      return reason ?? '';
  }
}

function sentence(reason, otherwise) {
  if (!reason) return otherwise;
  return /[.!?…]$/.test(reason) ? reason : `${reason}.`;
}
