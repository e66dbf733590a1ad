/**
 * The calls about accounts elsewhere. A connection is `{id, network, server, handle, state, reason, timelines, spending,
 * lastPollAt}`.
 */
export const connectionCalls = (client) => ({
  list: () => client.all('/connections'),

  /** @returns the address at which the network asks the reader, or nothing where the account is connected already */
  begin: async (wish) => (await client.post('/connections', wish)).data?.authorizeUrl ?? null,

  close: (id) => client.delete(`/connections/${encodeURIComponent(id)}`),

  /** Adds one of the timelines that an account offers to what is read. */
  read: (id, timeline) => client.post('/sources', { url: timelineAddress(id, timeline) }),
});

/** `home`, `list/7` or `feed/at://…` as the address of a source. */
function timelineAddress(id, timeline) {
  const [kind, ...rest] = timeline.split('/');
  return `timeline://${id}/${kind}${rest.length ? `/${encoded(rest.join('/'))}` : ''}`;
}

function encoded(text) {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
