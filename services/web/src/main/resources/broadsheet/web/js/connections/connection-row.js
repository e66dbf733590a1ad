import { html, nothing } from 'lit';
import { shortAddress } from '../words/addresses.js';
import { moment } from '../words/moment.js';
import { networkName } from './networks.js';

const LABELS = { pending: 'Waiting', active: 'Working', expired: 'Ended', failing: 'Failing', spent: 'Used up' };

/** One account as a row of the list; the functions are called with it. */
export function connectionRow(connection, { close, reconnect, read, problem }) {
  const { id, network, server, handle, state, timelines } = connection;
  return html`
    <li class="row" data-test="connection" data-id=${id} data-state=${state}>
      <div class="about">
        <h3 data-test="connection-handle">@${handle}</h3>
        <p class="meta">${networkName(network)}, ${shortAddress(server)}</p>
        <p class="state ${state}">
          <strong data-test="connection-state">${LABELS[state] ?? state}</strong>
          <span data-test="connection-reason">${story(connection)}</span>
        </p>
        ${others(timelines).length ? offered(connection, read) : nothing}
        ${problem ? html`<p class="trouble" role="alert" data-test="connection-error">${problem.message}</p>` : nothing}
      </div>
      ${state === 'expired'
        ? html`<button type="button" class="main" data-test="connection-again" @click=${() => reconnect(connection)}>Connect again</button>`
        : nothing}
      <button type="button" class="quiet" data-test="connection-close" aria-label="Disconnect ${handle}" @click=${() => close(connection)}>
        Disconnect
      </button>
    </li>
  `;
}

/** The home timeline is read from the beginning. */
function others(timelines = []) {
  return timelines.filter(({ id }) => id !== 'home');
}

function offered(connection, read) {
  return html`
    <details class="offered">
      <summary>Lists and feeds of this account</summary>
      <ul role="list">
        ${others(connection.timelines).map(
          ({ id, title }) => html`
            <li>
              ${title}
              <button type="button" class="plain" data-test="timeline-read" aria-label="Read ${title}" @click=${() => read(connection, id, title)}>
                Read
              </button>
            </li>
          `,
        )}
      </ul>
    </details>
  `;
}

/** How it fares, in words. */
function story({ state, reason, spending, lastPollAt }) {
  const cost = spending ? `${dollars(spending.cents)} of ${dollars(spending.cap)} this month.` : '';
  switch (state) {
    case 'pending':
      return 'Its timelines are being looked at.';
    case 'expired':
      return reason ?? 'The network has ended it. Connect it again to go on reading.';
    default:
      return html`${[reason, cost].filter(Boolean).join(' ')}${lastPollAt ? html` Last looked at ${moment(lastPollAt)}.` : nothing}`;
  }
}

function dollars(cents) {
  return `$${(cents / 100).toFixed(2)}`;
}
