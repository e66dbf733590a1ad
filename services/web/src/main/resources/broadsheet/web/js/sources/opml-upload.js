import { html, nothing } from 'lit';
import { PageElement } from '../shell/page-element.js';
import { trouble } from '../shell/trouble.js';
import { opmlReport } from './opml-report.js';

/** Takes the sources of another reader, from its OPML file. */
export class OpmlUpload extends PageElement {
  static properties = {
    calls: { attribute: false },
    error: { state: true },
    answer: { state: true },
    busy: { state: true },
  };

  async #submit(event) {
    event.preventDefault();
    const form = event.target;
    const [file] = form.elements.file.files;
    this.busy = true;
    this.error = null;
    this.answer = null;
    try {
      this.answer = await this.calls.upload(file);
      form.reset();
      this.emit('sources-changed');
    } catch (failure) {
      this.error = failure;
    } finally {
      this.busy = false;
    }
  }

  render() {
    return html`
      <details class="opml">
        <summary>Bring your sources from another reader</summary>
        <form class="line" data-test="opml-form" @submit=${this.#submit}>
          <label>
            OPML file
            <input name="file" type="file" accept=".opml,.xml,text/xml,text/x-opml" required data-test="opml-input" />
          </label>
          <button class="main" ?disabled=${this.busy} data-test="opml-submit">${this.busy ? 'Uploading…' : 'Upload'}</button>
        </form>
        ${trouble(this.error, 'opml-error')}
        <div role="status" data-test="opml-report">${this.answer ? opmlReport(this.answer) : nothing}</div>
      </details>
    `;
  }
}

customElements.define('opml-upload', OpmlUpload);
