import { html } from 'lit';
import { PageElement } from '../shell/page-element.js';
import { trouble } from '../shell/trouble.js';

/** Blocks a domain that is typed in; says `blocked-changed` when it is done. */
export class BlockForm extends PageElement {
  static properties = { calls: { attribute: false }, error: { state: true }, busy: { state: true } };

  async #submit(event) {
    event.preventDefault();
    const form = event.target;
    this.busy = true;
    this.error = null;
    try {
      const { domain } = await this.calls.block(form.elements.domain.value.trim());
      form.reset();
      this.notify(`${domain} is blocked.`);
      this.emit('blocked-changed');
    } catch (failure) {
      this.error = failure;
    } finally {
      this.busy = false;
      await this.updateComplete;
      form.elements.domain.focus();
    }
  }

  render() {
    return html`
      <form class="line" data-test="block-form" @submit=${this.#submit}>
        <label>
          Domain
          <input
            name="domain"
            inputmode="url"
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            placeholder="example.com"
            required
            aria-describedby="block-answer"
            data-test="block-input"
          />
        </label>
        <button class="main" ?disabled=${this.busy} data-test="block-submit">Block</button>
      </form>
      <div id="block-answer">${trouble(this.error, 'block-error')}</div>
    `;
  }
}

customElements.define('block-form', BlockForm);
