import { html, nothing } from 'lit';
import { PageElement } from '../shell/page-element.js';
import { trouble } from '../shell/trouble.js';
import { withScheme } from '../words/addresses.js';

/** Adds one source by its address; says `sources-changed` when the server took it. */
export class AddSource extends PageElement {
  static properties = {
    calls: { attribute: false },
    error: { state: true },
    remark: { state: true },
    busy: { state: true },
  };

  async #submit(event) {
    event.preventDefault();
    const form = event.target;
    this.busy = true;
    this.error = null;
    this.remark = '';
    try {
      const { status, message } = await this.calls.add(withScheme(form.elements.url.value));
      this.remark = status === 'skipped' ? message : 'Taken. It is being read for the first time.';
      form.reset();
      this.emit('sources-changed');
    } catch (failure) {
      this.error = failure;
    } finally {
      this.busy = false;
      await this.updateComplete;
      form.elements.url.focus();
    }
  }

  render() {
    return html`
      <form class="line" data-test="add-source-form" @submit=${this.#submit}>
        <label>
          Address of a feed, or of a page that has one
          <input
            name="url"
            inputmode="url"
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            placeholder="https://example.org/"
            required
            aria-describedby="add-source-answer"
            data-test="add-source-input"
          />
        </label>
        <button class="main" ?disabled=${this.busy} data-test="add-source-submit">Add</button>
      </form>
      <div id="add-source-answer">
        ${trouble(this.error, 'add-source-error')}
        <p role="status" class="hint" data-test="add-source-remark">${this.remark || nothing}</p>
      </div>
    `;
  }
}

customElements.define('add-source', AddSource);
