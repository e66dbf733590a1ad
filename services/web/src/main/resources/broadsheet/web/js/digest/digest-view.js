import { html, nothing } from 'lit';
import { PageElement } from '../shell/page-element.js';
import { trouble } from '../shell/trouble.js';
import { moment } from '../words/moment.js';
import { ownZone, zones } from './zones.js';

const BREAKFAST = '07:30';

/** The mailed digest: on or off, and when. */
export class DigestView extends PageElement {
  static properties = {
    calls: { attribute: false },
    known: { state: true },
    schedule: { state: true },
    loadError: { state: true },
    error: { state: true },
    busy: { state: true },
  };

  constructor() {
    super();
    this.known = false;
    this.schedule = null;
  }

  firstUpdated() {
    this.#load();
  }

  async #load() {
    this.loadError = null;
    try {
      this.schedule = await this.calls.digest.schedule();
      this.known = true;
    } catch (failure) {
      this.loadError = failure;
    }
  }

  async #submit(event) {
    event.preventDefault();
    const fields = new FormData(event.target);
    const on = fields.has('on');
    this.busy = true;
    this.error = null;
    try {
      if (on) await this.calls.digest.save(this.schedule, { at: fields.get('at').slice(0, 5), zone: fields.get('zone') });
      else if (this.schedule) await this.calls.digest.stop(this.schedule);
      await this.#load();
      this.notify(on ? `The digest comes daily at ${fields.get('at')}.` : 'No digest is mailed any more.');
    } catch (failure) {
      this.error = failure;
    } finally {
      this.busy = false;
    }
  }

  render() {
    return html`
      <h1 tabindex="-1">Digest</h1>
      <p class="lede">The best of your front page, mailed once a day. Nothing is mailed twice.</p>
      ${trouble(this.loadError, 'digest-load-error', () => this.#load())}
      ${this.known ? this.#form() : this.loadError ? nothing : html`<p class="loading">Fetching your schedule…</p>`}
    `;
  }

  #form() {
    const zone = this.schedule?.zone ?? ownZone();
    return html`
      <form class="stack" data-test="digest-form" @submit=${this.#submit}>
        <label class="check">
          <input name="on" type="checkbox" .checked=${Boolean(this.schedule) && !this.schedule.unsubscribedAt} data-test="digest-on" />
          Mail me a digest every day
        </label>
        <label>Time <input name="at" type="time" required .value=${this.schedule?.at ?? BREAKFAST} data-test="digest-at" /></label>
        <label>
          Time zone
          <select name="zone" data-test="digest-zone">
            ${zones(zone).map((name) => html`<option value=${name} .selected=${name === zone}>${name.replaceAll('_', ' ')}</option>`)}
          </select>
        </label>
        ${trouble(this.error, 'digest-error')}
        <button class="main" ?disabled=${this.busy} data-test="digest-save">Save</button>
      </form>
      <p role="status" data-test="digest-state">${this.#state()}</p>
    `;
  }

  #state() {
    if (!this.schedule) return 'No digest is mailed at the moment.';
    const { at, zone, nextRunAt, unsubscribedAt } = this.schedule;
    if (unsubscribedAt) return html`Ended by the link in a mail, ${moment(unsubscribedAt)}. Tick the box to have it again.`;
    return html`Mailed daily at ${at}, ${zone.replaceAll('_', ' ')} time.${nextRunAt ? html` The next one comes ${moment(nextRunAt)}.` : nothing}`;
  }
}

customElements.define('digest-view', DigestView);
