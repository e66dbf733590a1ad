/** The question before a domain is blocked from an article. */
export function blockQuestion(domain) {
  return {
    title: `Block ${domain}?`,
    text: `Articles from ${domain} disappear from your paper, the ones that are here and the ones to come. You find them below Hidden, and can take this back at any time.`,
    yes: `Block ${domain}`,
  };
}

/**
 * Blocks a domain, and lets its articles leave the page.
 *
 * @param paper the FrontPage that shows them
 * @param notify says the outcome, with the undo: (text, action) => void
 * @throws ApiError if the server refused; nothing has changed then
 */
export async function blockDomain(domain, { calls, paper, notify }) {
  const { domain: blocked } = await calls.block(domain);
  const undo = {
    label: 'Undo',
    async run() {
      try {
        await calls.unblock(blocked);
        notify(`${blocked} is no longer blocked.`);
        await paper.comeBack(domain);
      } catch (failure) {
        notify(`${blocked} is still blocked. ${failure.message}`, undo);
      }
    },
  };
  notify(`${blocked} is blocked.`, undo);
  const done = await paper.leave(domain);
  if (!done) notify(`${blocked} is blocked. Its articles leave your paper in the next minutes.`, undo);
}
