import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import '../connections/connections-section.js';
import '../shell/confirm-dialog.js';
import { empty } from '../shell/empty.js';
import { PageElement } from '../shell/page-element.js';
import { Poller } from '../shell/poller.js';
import { trouble } from '../shell/trouble.js';
import { shortAddress } from '../words/addresses.js';
import { count } from '../words/counts.js';
import './add-source.js';
import './opml-upload.js';
import { sourceRow } from './source-row.js';

const PENDING_PAUSE_MS = 2_000;
const CALM_PAUSE_MS = 30_000;

/** What the reader reads, with how each source is doing. */
export class SourcesView extends PageElement {
  static properties = {
    calls: { attribute: false },
    params: { attribute: false },
    sources: { state: true },
    error: { state: true },
    problems: { state: true },
  };

  #poller = new Poller(this, () => this.#load(), () => (this.#anyPending() ? PENDING_PAUSE_MS : CALM_PAUSE_MS));

  constructor() {
    super();
    this.sources = null;
    this.error = null;
    this.problems = new Map();
    this.addEventListener('sources-changed', () => this.#poller.soon(0));
  }

  firstUpdated() {
    this.#poller.soon(0);
  }

  async #load() {
    try {
      this.sources = await this.calls.sources.list();
      this.error = null;
    } catch (failure) {
      this.error = failure;
    }
  }

  #anyPending() {
    return Boolean(this.sources?.some(({ state }) => state === 'pending'));
  }

  async #remove(source) {
    const name = source.title || shortAddress(source.url);
    const question = {
      title: `Remove ${name}?`,
      text: 'Broadsheet stops reading it for you. You can add it again at any time.',
      yes: 'Remove',
    };
    if (!(await this.querySelector('confirm-dialog').ask(question))) return;
    try {
      await this.calls.sources.remove(source.id);
      this.sources = this.sources.filter(({ id }) => id !== source.id);
      this.#tell(source.id, undefined);
      this.notify(`${name} is removed.`);
      this.focusHeading();
    } catch (failure) {
      this.#tell(source.id, failure);
    }
  }

  #tell(id, problem) {
    this.problems = new Map(this.problems).set(id, problem);
  }

  render() {
    return html`
      <h1 tabindex="-1">Sources</h1>
      <p class="lede">Feeds and timelines that Broadsheet reads for you. The articles they link to make your front page.</p>
      <add-source .calls=${this.calls.sources}></add-source>
      <opml-upload .calls=${this.calls.sources}></opml-upload>
      <connections-section
        .calls=${this.calls.connections}
        .ask=${(question) => this.querySelector('confirm-dialog').ask(question)}
        .result=${this.params?.get('connection')}
      ></connections-section>
      ${trouble(this.error, 'sources-error', () => this.#poller.soon(0))} ${this.#list()}
      <confirm-dialog></confirm-dialog>
    `;
  }

  #list() {
    if (!this.sources) return this.error ? nothing : html`<p class="loading">Fetching your sources…</p>`;
    if (!this.sources.length) {
      return empty('No sources yet', 'Put the address of a paper or a blog that you like into the field above. A front page will do: its feed is found.');
    }
    return html`
      <div role="status"><h2 class="tally-line" data-test="sources-summary">${summary(this.sources)}</h2></div>
      <ul role="list" class="rows" data-test="sources">
        ${repeat(
          this.sources,
          ({ id }) => id,
          (source) => sourceRow(source, { remove: (one) => this.#remove(one), problem: this.problems.get(source.id) }),
        )}
      </ul>
    `;
  }
}

/** "4 sources, 1 waiting, 1 failing": short, since screen readers hear it whenever it changes. */
function summary(sources) {
  const of = (...states) => sources.filter(({ state }) => states.includes(state)).length;
  const parts = [count(sources.length, 'source')];
  if (of('pending')) parts.push(`${of('pending')} waiting`);
  if (of('failing', 'gone')) parts.push(`${of('failing', 'gone')} failing`);
  return parts.join(', ');
}

customElements.define('sources-view', SourcesView);
