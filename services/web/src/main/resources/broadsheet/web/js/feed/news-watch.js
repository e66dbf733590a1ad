import { fromStart } from './feed-query.js';

const PROBED = 20;

/** Tells how many articles came in since the page was loaded, without touching the page. */
export class NewsWatch {
  #calls;
  #query = null;
  #base = null;
  #readBefore = 0;

  constructor(calls) {
    this.#calls = calls;
  }

  /** Starts again from what the server has now, or from `answer` where that is what was just got; `readHere` as in count. */
  async start(query, { readHere = 0, answer = null } = {}) {
    this.#readBefore = readHere;
    this.#query = { ...fromStart(query), order: 'newest', size: PROBED };
    const newestFirst = query.order === 'newest' && query.page === 1;
    this.#base = newestFirst ? answer : null;
    this.#base ??= await this.#probe();
  }

  /** @param readHere how many articles of the page left an unread list by the reader's own hand */
  async count(readHere) {
    if (!this.#query) return 0;
    const now = await this.#probe();
    if (!this.#base) {
      this.#base = now;
      return 0;
    }
    return newSince(this.#base, now, this.#query.state === 'unread' ? readHere - this.#readBefore : 0);
  }

  async #probe() {
    try {
      return await this.#calls.list(this.#query);
    } catch {
      return this.#base; // no news; the next round asks again
    }
  }
}

/**
 * What is new stands above something that was there before; what stands below it was merely further down. Where old
 * articles of a new source slip in further down, only the total grows.
 */
export function newSince(base, now, readHere) {
  const known = new Set(base.items.map((article) => article.id));
  const lastKnown = now.items.findLastIndex((article) => known.has(article.id));
  const above = now.items.slice(0, lastKnown < 0 ? undefined : lastKnown).filter((article) => !known.has(article.id));
  const fresh = lastKnown < 0 && base.totalItems > PROBED ? [] : above;
  return Math.max(fresh.length, now.totalItems - (base.totalItems - readHere));
}
