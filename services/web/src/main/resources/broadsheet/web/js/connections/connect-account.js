import { html, nothing } from 'lit';
import { PageElement } from '../shell/page-element.js';
import { trouble } from '../shell/trouble.js';
import { webAddress } from '../words/addresses.js';
import { NETWORKS } from './networks.js';

/** Sends the reader to the network of their account, or takes an app password; says `connections-changed` after that. */
export class ConnectAccount extends PageElement {
  static properties = {
    calls: { attribute: false },
    network: { state: true },
    error: { state: true },
    busy: { state: true },
  };

  constructor() {
    super();
    this.network = 'mastodon';
  }

  async #submit(event) {
    event.preventDefault();
    const form = event.target;
    const wish = Object.fromEntries([...new FormData(form)].filter(([, value]) => value.trim()));
    this.busy = true;
    this.error = null;
    try {
      const address = webAddress(await this.calls.begin(wish));
      if (address) {
        location.assign(address);
        return;
      }
      form.reset();
      this.network = 'mastodon';
      this.emit('connections-changed');
      this.emit('sources-changed');
    } catch (failure) {
      this.error = failure;
    } finally {
      this.busy = false;
    }
  }

  render() {
    return html`
      <form class="stack" autocomplete="off" data-test="connect-form" @submit=${this.#submit}>
        <label>
          Network
          <select name="network" data-test="connect-network" @change=${(event) => (this.network = event.target.value)}>
            ${Object.entries(NETWORKS).map(
              ([key, { name }]) => html`<option value=${key} .selected=${key === this.network}>${name}</option>`,
            )}
          </select>
        </label>
        ${NETWORKS[this.network].fields.map(field)} ${trouble(this.error, 'connect-error')}
        <button class="main" ?disabled=${this.busy} data-test="connect-submit">${this.busy ? 'Asking…' : 'Connect'}</button>
      </form>
    `;
  }
}

function field({ name, label, placeholder, required = false, optional, secret = false }) {
  return html`
    <label>
      ${label} ${optional ? html`<span class="optional">(${optional})</span>` : nothing}
      <input
        name=${name}
        type=${secret ? 'password' : 'text'}
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
        placeholder=${placeholder ?? ''}
        maxlength="300"
        ?required=${required}
        data-test="connect-${name}"
      />
    </label>
  `;
}

customElements.define('connect-account', ConnectAccount);
