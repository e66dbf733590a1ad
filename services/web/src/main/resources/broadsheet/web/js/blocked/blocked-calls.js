/** The calls about blocked domains. An entry of the list is `{domain, kind, addedAt}`. */
export const blockedCalls = (client) => ({
  list: () => client.all('/blocked-domains'),

  /** @returns the entry as the server keeps it, which may be spelled otherwise than what was typed */
  async block(domain) {
    const { data } = await client.put('/blocked-domains', { domain });
    return { domain, ...data };
  },

  unblock: (domain) => client.delete(`/blocked-domains/${encodeURIComponent(domain)}`),
});
