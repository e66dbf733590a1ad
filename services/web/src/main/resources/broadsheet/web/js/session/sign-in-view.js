import { html, nothing } from 'lit';
import { PageElement } from '../shell/page-element.js';
import { href } from '../shell/routes.js';
import { trouble } from '../shell/trouble.js';

export class SignInView extends PageElement {
  static properties = {
    session: { attribute: false },
    error: { state: true },
    busy: { state: true },
  };

  async #submit(event) {
    event.preventDefault();
    const fields = new FormData(event.target);
    this.busy = true;
    this.error = null;
    try {
      await this.session.signIn(fields.get('email').trim(), fields.get('password'));
    } catch (failure) {
      this.error = failure;
    } finally {
      this.busy = false;
    }
  }

  render() {
    return html`
      <section class="sheet">
        <h1 tabindex="-1">Sign in</h1>
        ${this.session.ended
          ? html`<p class="hint" data-test="session-ended">Your session has ended. Sign in to read on where you were.</p>`
          : nothing}
        <form data-test="sign-in-form" @submit=${this.#submit}>
          <label>E-mail <input name="email" type="email" autocomplete="username" required data-test="sign-in-email" /></label>
          <label>
            Password
            <input name="password" type="password" autocomplete="current-password" required data-test="sign-in-password" />
          </label>
          ${trouble(this.error, 'sign-in-error')}
          <button class="main" ?disabled=${this.busy} data-test="sign-in-submit">Sign in</button>
        </form>
        <p>No account yet? <a href=${href('sign-up')} data-test="to-sign-up">Sign up</a></p>
      </section>
    `;
  }
}

customElements.define('sign-in-view', SignInView);
