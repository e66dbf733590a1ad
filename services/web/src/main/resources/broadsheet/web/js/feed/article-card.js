import { html, nothing } from 'lit';
import { PageElement } from '../shell/page-element.js';
import { trouble } from '../shell/trouble.js';
import { picturePath, shortAddress, webAddress } from '../words/addresses.js';
import { moment } from '../words/moment.js';
import { sharerList } from './sharer-list.js';

/**
 * One article. Says `article-change` ({id, read?, saved?}) and `article-block` (the article), and leaves the doing to
 * the list it is in.
 */
export class ArticleCard extends PageElement {
  static properties = { article: { attribute: false }, leaving: { type: Boolean }, imageFailed: { state: true } };

  render() {
    const { article } = this;
    return html`
      <article
        class="card ${article.read ? 'read' : ''} ${this.leaving ? 'leaving' : ''}"
        aria-busy=${this.leaving ? 'true' : 'false'}
        data-test="card"
        data-id=${article.id}
        data-domain=${article.domain}
      >
        <div class="story">
          ${this.#kicker()}
          <h2>${this.#title()}</h2>
          ${article.excerpt ? html`<p class="excerpt">${article.excerpt}</p>` : nothing} ${sharerList(article)}
          ${this.leaving ? html`<p class="hint">Hiding everything from ${article.domain}…</p>` : this.#actions()}
          ${trouble(article.problem, 'card-error')}
        </div>
        ${this.#image()}
      </article>
    `;
  }

  #kicker() {
    const { site, domain, author, lastSharedAt, publishedAt, readingMinutes } = this.article;
    return html`
      <p class="kicker">
        <span class="site" data-test="card-site">${site || domain}</span>
        ${author ? html`<span>${author}</span>` : nothing} ${moment(lastSharedAt ?? publishedAt)}
        ${readingMinutes ? html`<span>${readingMinutes} min read</span>` : nothing}
      </p>
    `;
  }

  #title() {
    const { title, url } = this.article;
    const address = webAddress(url);
    const text = title || shortAddress(url);
    return address
      ? html`<a
          href=${address}
          target="_blank"
          rel="noopener noreferrer"
          data-test="card-title"
          @click=${this.#opened}
          @auxclick=${(event) => event.button === 1 && this.#opened()}
          >${text}</a
        >`
      : html`<span data-test="card-title">${text}</span>`;
  }

  #image() {
    const address = picturePath(this.article.imagePath);
    if (!address || this.imageFailed) return nothing;
    return html`<img
      src=${address}
      alt=""
      width="640"
      height="360"
      loading="lazy"
      decoding="async"
      referrerpolicy="no-referrer"
      data-test="card-image"
      @error=${() => (this.imageFailed = true)}
    />`;
  }

  #actions() {
    const { id, read, saved, domain } = this.article;
    return html`
      <div class="actions">
        <button type="button" aria-pressed=${String(Boolean(read))} data-test="card-read" @click=${() => this.#change({ id, read: !read })}>
          ${read ? 'Read' : 'Mark read'}
        </button>
        <button type="button" aria-pressed=${String(Boolean(saved))} data-test="card-save" @click=${() => this.#change({ id, saved: !saved })}>
          ${saved ? 'Saved' : 'Save'}
        </button>
        <button type="button" class="block" data-test="card-block" @click=${() => this.emit('article-block', this.article)}>
          Block <span>${domain}</span>
        </button>
      </div>
    `;
  }

  #opened() {
    if (!this.article.read) this.#change({ id: this.article.id, read: true });
  }

  #change(change) {
    this.emit('article-change', change);
  }
}

customElements.define('article-card', ArticleCard);
