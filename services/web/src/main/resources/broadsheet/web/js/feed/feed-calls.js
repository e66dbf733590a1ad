import { toApi } from './feed-query.js';

/** The calls about articles. A list answers `{items, page, size, totalItems, totalPages, next}`. */
export const feedCalls = (client) => ({
  async list(query, signal) {
    return (await client.get('/feed', { query: toApi(query), signal })).data;
  },

  async hidden(page, size, signal) {
    return (await client.get('/feed/hidden', { query: { page, size }, signal })).data;
  },

  /** @param change of read, saved or both */
  change(id, change) {
    return client.patch(`/articles/${encodeURIComponent(id)}`, change, { keepalive: true });
  },

  /** @returns the batch by which it is undone */
  async markRead(ids) {
    return (await client.post('/feed/read', { ids })).data.batch;
  },

  undoRead(batch) {
    return client.delete(`/feed/read/${encodeURIComponent(batch)}`);
  },
});
