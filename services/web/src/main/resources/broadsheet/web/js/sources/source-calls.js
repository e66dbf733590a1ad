/** The calls about what is read. A source is `{id, url, title, state, entries, lastPollAt, nextPollAt, reason}`. */
export const sourceCalls = (client) => ({
  list: () => client.all('/sources'),

  /** @returns the envelope: 202 with `{id, state}`, or skipped where the source is there already */
  add: (url) => client.post('/sources', { url }),

  remove: (id) => client.delete(`/sources/${encodeURIComponent(id)}`),

  /** @param file an OPML file; @returns the envelope, whose message counts and whose data reports row by row */
  upload: async (file) => client.post('/sources/opml', await file.text(), { type: 'text/xml' }),
});
