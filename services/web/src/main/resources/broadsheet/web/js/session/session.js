import { ApiError } from '../api/api-error.js';

/**
 * Who is signed in. `known` is false until the server has said; `account` is null for nobody; `ended` tells that a
 * session stopped by itself. Says `change` whenever one of them does.
 */
export class Session extends EventTarget {
  known = false;
  account = null;
  ended = false;
  #client;

  constructor(client) {
    super();
    this.#client = client;
    client.addEventListener('signed-out', () => this.#lost());
  }

  /** Asks the server whose cookie this browser holds. */
  async restore() {
    try {
      const { data } = await this.#client.get('/account');
      this.#set(data);
    } catch (failure) {
      if (failure.kind !== 'notAuthenticated') throw failure;
      this.#set(null);
    }
  }

  async signIn(email, password) {
    await this.#client.post('/sessions', { email, password });
    this.ended = false;
    await this.restore();
    if (!this.account) throw new ApiError('notAuthenticated', 'Your browser did not keep the cookie that signs you in.');
  }

  /**
   * Opens an account and signs in. An address that is taken is answered like a new one, so only the sign-in after it
   * can tell, and then only somebody who does not know its password.
   */
  async signUp({ name, email, password }) {
    await this.#client.post('/accounts', name ? { email, password, name } : { email, password });
    await this.signIn(email, password);
  }

  async signOut() {
    try {
      await this.#client.delete('/sessions/current');
    } catch (failure) {
      if (failure.kind !== 'notAuthenticated') throw failure;
    }
    this.ended = false;
    this.#set(null);
  }

  #lost() {
    if (!this.account) return;
    this.ended = true;
    this.#set(null);
  }

  #set(account) {
    this.known = true;
    this.account = account;
    this.dispatchEvent(new Event('change'));
  }
}
