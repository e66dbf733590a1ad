import { html } from 'lit';
import { PageElement } from '../shell/page-element.js';
import { href } from '../shell/routes.js';
import { trouble } from '../shell/trouble.js';

const TAKEN =
  'We could not sign you in with this password. If you have an account with this e-mail already, sign in with the password you chose then.';

export class SignUpView extends PageElement {
  static properties = {
    session: { attribute: false },
    error: { state: true },
    busy: { state: true },
  };

  async #submit(event) {
    event.preventDefault();
    const { name, email, password } = Object.fromEntries(new FormData(event.target));
    this.busy = true;
    this.error = null;
    try {
      await this.session.signUp({ name: name.trim(), email: email.trim(), password });
    } catch (failure) {
      this.error = failure.kind === 'notAuthenticated' ? { message: TAKEN } : failure;
    } finally {
      this.busy = false;
    }
  }

  render() {
    return html`
      <section class="sheet">
        <h1 tabindex="-1">Sign up</h1>
        <p class="lede">
          The articles that your feeds and the people you follow link to: each once, ranked and filtered by your own rules.
        </p>
        <form data-test="sign-up-form" @submit=${this.#submit}>
          <label>
            Name <span class="optional">(may stay empty)</span>
            <input name="name" autocomplete="name" maxlength="100" data-test="sign-up-name" />
          </label>
          <label>E-mail <input name="email" type="email" autocomplete="username" required data-test="sign-up-email" /></label>
          <label>
            Password
            <input name="password" type="password" autocomplete="new-password" required data-test="sign-up-password" />
            <span class="hint">Long beats complicated: a few words in a row do well.</span>
          </label>
          ${trouble(this.error, 'sign-up-error')}
          <button class="main" ?disabled=${this.busy} data-test="sign-up-submit">Sign up</button>
        </form>
        <p>You have an account? <a href=${href('sign-in')} data-test="to-sign-in">Sign in</a></p>
      </section>
    `;
  }
}

customElements.define('sign-up-view', SignUpView);
