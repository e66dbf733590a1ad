import { html } from 'lit';
import { PageElement } from './page-element.js';

/** Asks before something is done. The browser's own dialog keeps the focus inside and gives it back. */
export class ConfirmDialog extends PageElement {
  static properties = { question: { state: true } };

  #answer = () => {};

  constructor() {
    super();
    this.question = { title: '', text: '', yes: '' };
  }

  /** @returns {Promise<boolean>} whether the person said yes */
  async ask(question) {
    this.question = question;
    await this.updateComplete;
    const dialog = this.querySelector('dialog');
    dialog.returnValue = '';
    dialog.showModal();
    return new Promise((resolve) => (this.#answer = resolve));
  }

  render() {
    const { title, text, yes } = this.question;
    return html`
      <dialog
        aria-labelledby="question"
        aria-describedby="consequence"
        data-test="dialog"
        @close=${(event) => this.#answer(event.target.returnValue === 'yes')}
      >
        <form method="dialog">
          <h2 id="question">${title}</h2>
          <p id="consequence">${text}</p>
          <div class="buttons">
            <button value="no" class="quiet" data-test="dialog-cancel" autofocus>Cancel</button>
            <button value="yes" class="main" data-test="dialog-confirm">${yes}</button>
          </div>
        </form>
      </dialog>
    `;
  }
}

customElements.define('confirm-dialog', ConfirmDialog);
