import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { PageElement } from '../shell/page-element.js';
import { Poller } from '../shell/poller.js';
import { replace } from '../shell/routes.js';
import { trouble } from '../shell/trouble.js';
import { webAddress } from '../words/addresses.js';
import './connect-account.js';
import { connectionRow } from './connection-row.js';
import { networkName } from './networks.js';
import { outcomeWords } from './outcomes.js';

const PENDING_PAUSE_MS = 3_000;
const CALM_PAUSE_MS = 60_000;

/** The reader's accounts elsewhere: connect, see how they fare, disconnect. */
export class ConnectionsSection extends PageElement {
  static properties = {
    calls: { attribute: false },
    ask: { attribute: false },
    result: { attribute: false },
    connections: { state: true },
    loaded: { state: true },
    outcome: { state: true },
    error: { state: true },
    problems: { state: true },
  };

  #poller = new Poller(this, () => this.#load(), () => (this.#anyPending() ? PENDING_PAUSE_MS : CALM_PAUSE_MS));

  constructor() {
    super();
    this.connections = [];
    this.loaded = false;
    this.outcome = '';
    this.error = null;
    this.problems = new Map();
    this.addEventListener('connections-changed', () => this.#changed());
  }

  /** What came of the way to a network is said once, and not again after a reload. */
  firstUpdated() {
    if (this.result) {
      this.outcome = outcomeWords(this.result);
      replace('sources');
    }
    this.#poller.soon(0);
  }

  async #load() {
    try {
      this.connections = await this.calls.list();
      this.error = null;
    } catch (failure) {
      this.error = failure;
    }
    this.loaded = true;
  }

  #changed() {
    this.outcome = outcomeWords('connected');
    this.#poller.soon(0);
  }

  #anyPending() {
    return this.connections.some(({ state }) => state === 'pending');
  }

  async #close(connection) {
    const question = {
      title: `Disconnect @${connection.handle}?`,
      text: `Broadsheet stops reading its timelines, and gives its access at ${networkName(connection.network)} back.`,
      yes: 'Disconnect',
    };
    if (!(await this.ask(question))) return;
    await this.#try(connection, async () => {
      await this.calls.close(connection.id);
      this.connections = this.connections.filter(({ id }) => id !== connection.id);
      this.emit('sources-changed');
      this.notify(`@${connection.handle} is disconnected.`);
    });
  }

  #reconnect(connection) {
    const { network, server, handle } = connection;
    const wishes = { mastodon: { network, server }, bluesky: { network, handle }, x: { network } };
    return this.#try(connection, async () => {
      const address = webAddress(await this.calls.begin(wishes[network]));
      if (address) location.assign(address);
    });
  }

  #read(connection, timeline, title) {
    return this.#try(connection, async () => {
      await this.calls.read(connection.id, timeline);
      this.emit('sources-changed');
      this.notify(`${title} is among your sources.`);
    });
  }

  async #try(connection, change) {
    this.problems = new Map(this.problems).set(connection.id, undefined);
    try {
      await change();
    } catch (failure) {
      this.problems = new Map(this.problems).set(connection.id, failure);
    }
  }

  render() {
    if (!this.loaded) return nothing;
    return html`
      <section class="accounts" aria-labelledby="accounts" data-test="connections">
        <h2 id="accounts">Accounts</h2>
        <p class="hint">Connect an account, and what the people there share comes to your front page. Broadsheet only reads.</p>
        <p role="status" data-test="connect-outcome">${this.outcome || nothing}</p>
        ${trouble(this.error, 'connections-error', () => this.#poller.soon(0))} ${this.#list()}
        <details class="connect">
          <summary data-test="connect-open">Connect an account</summary>
          <connect-account .calls=${this.calls}></connect-account>
        </details>
      </section>
    `;
  }

  #list() {
    if (!this.connections.length) return nothing;
    return html`
      <ul role="list" class="rows">
        ${repeat(
          this.connections,
          ({ id }) => id,
          (connection) =>
            connectionRow(connection, {
              close: (one) => this.#close(one),
              reconnect: (one) => this.#reconnect(one),
              read: (one, id, title) => this.#read(one, id, title),
              problem: this.problems.get(connection.id),
            }),
        )}
      </ul>
    `;
  }
}

customElements.define('connections-section', ConnectionsSection);
