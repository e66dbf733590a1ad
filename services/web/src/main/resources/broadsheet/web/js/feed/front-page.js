import { until } from '../shell/until.js';
import { PAGE_SIZE } from './feed-query.js';

/**
 * The page of articles being read. What is on it moves only when the reader asks: an article that was read stays in its
 * place, and new ones wait outside. `changed` is called after every change.
 */
export class FrontPage {
  /** What was asked for last, and what the articles here are the answer to; they differ while a load is under way. */
  query = null;
  answered = null;
  items = [];
  total = 0;
  totalPages = 0;
  next = null;
  loading = false;
  error = null;
  /** Domains that were blocked here, whose articles are on their way out. */
  leaving = new Set();
  /** How many left the unread list of the server since this page was loaded. */
  readHere = 0;
  #calls;
  #changed;
  #request;

  constructor(calls, changed) {
    this.#calls = calls;
    this.#changed = changed;
  }

  /** Where the first article stands in the whole list, counted from 1. */
  get from() {
    const { cursor, from, page } = this.answered;
    return cursor ? from : (page - 1) * PAGE_SIZE + 1;
  }

  /** @returns whether it became what is shown: a later load overtakes an earlier one */
  async load(query) {
    this.#request?.abort();
    const request = (this.#request = new AbortController());
    this.query = query;
    this.loading = true;
    this.error = null;
    this.#changed();
    try {
      this.#take(query, await this.#calls.list(query, request.signal));
    } catch (failure) {
      if (request.signal.aborted) return false;
      this.error = failure;
    }
    this.loading = false;
    this.#changed();
    return !this.error;
  }

  #take(query, answer) {
    this.answered = query;
    this.items = answer.items;
    this.total = answer.totalItems;
    this.totalPages = answer.totalPages;
    this.next = answer.next ?? null;
    this.readHere = 0;
  }

  /** Shows the change at once, and takes it back with the reason beside the article when it fails. */
  async change(id, change) {
    const before = this.items.find((article) => article.id === id);
    this.#put(id, { ...change, problem: undefined });
    try {
      await this.#calls.change(id, change);
    } catch (failure) {
      this.#put(id, { read: before.read, saved: before.saved, problem: failure });
    }
  }

  async markAllRead() {
    const ids = this.items.filter((article) => !article.read).map((article) => article.id);
    const batch = await this.#calls.markRead(ids);
    ids.forEach((id) => this.#put(id, { read: true }));
    return { ids, batch };
  }

  async undoRead({ ids, batch }) {
    await this.#calls.undoRead(batch);
    ids.forEach((id) => this.#put(id, { read: false }));
  }

  tell(id, problem) {
    this.#put(id, { problem });
  }

  /**
   * After a block: the articles of the domain are dimmed, and taken away once the server has screened them again. The
   * others keep their places, and what follows on the server fills the end of the page.
   *
   * @returns whether the server was seen to have done it; the articles are gone from this page either way
   */
  async leave(domain) {
    const query = this.query;
    this.leaving.add(domain);
    this.#changed();
    const answer = await until(() => this.#peek(query), (page) => page && !page.items.some(isOf(domain)));
    this.leaving.delete(domain);
    if (query === this.query) this.#close(domain, answer);
    this.#changed();
    return Boolean(answer);
  }

  #close(domain, answer) {
    const staying = this.items.filter((article) => !isOf(domain)(article));
    const gone = this.items.length - staying.length;
    const known = new Set(staying.map((article) => article.id));
    const following = (answer?.items ?? []).filter((article) => !known.has(article.id));
    this.items = [...staying, ...following].slice(0, this.items.length);
    this.total = answer ? answer.totalItems : this.total - gone;
    this.totalPages = answer?.totalPages ?? this.totalPages;
    this.next = answer ? answer.next : this.next;
  }

  /** After the block was taken back: waits for the articles, then shows the page as the server has it. */
  async comeBack(domain) {
    const query = this.query;
    await until(() => this.#peek(query), (page) => page?.items.some(isOf(domain)));
    if (query === this.query) await this.load(query);
  }

  /** The same page as the server has it now, or nothing where it can't be had. */
  async #peek(query) {
    try {
      return await this.#calls.list(query);
    } catch {
      return undefined; // asked again soon; a lasting failure shows at the next load
    }
  }

  #put(id, change) {
    const was = this.items.find((article) => article.id === id);
    if (!was) return;
    if (change.read !== undefined && change.read !== was.read) this.readHere += change.read ? 1 : -1;
    this.items = this.items.map((article) => (article === was ? { ...article, ...change } : article));
    this.#changed();
  }
}

const isOf = (domain) => (article) => article.domain === domain;
