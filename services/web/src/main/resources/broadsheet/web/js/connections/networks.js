/** The networks, and what each must know of an account: the fields of the form, by the names that the API has for them. */
export const NETWORKS = {
  mastodon: {
    name: 'Mastodon',
    fields: [{ name: 'server', label: 'Your server', placeholder: 'mastodon.example', required: true }],
  },
  bluesky: {
    name: 'Bluesky',
    fields: [
      { name: 'handle', label: 'Your handle', placeholder: 'ann.bsky.social', required: true },
      { name: 'appPassword', label: 'App password', optional: 'only where the page of Bluesky can’t be used', secret: true },
    ],
  },
  x: {
    name: 'X',
    fields: [
      { name: 'clientId', label: 'Client id', optional: 'of your own, if this paper has none' },
      { name: 'clientSecret', label: 'Client secret', optional: 'its secret', secret: true },
    ],
  },
};

export const networkName = (network) => NETWORKS[network]?.name ?? network;
