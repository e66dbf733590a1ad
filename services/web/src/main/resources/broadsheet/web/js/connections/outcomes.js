/** What a network's page came to, in words; the callback puts the name into the address. */
const WORDS = {
  connected: 'The account is connected. Its home timeline is among your sources.',
  denied: 'You did not agree there, so nothing is connected.',
  stale: 'That way back was used already, or is too old. Please connect again.',
  refused: 'What came back does not fit what was asked for. Please connect again.',
  full: 'You have ten accounts at this network, which is the most.',
  'signed-out': 'You were not signed in when you came back. Please connect again.',
};

/** @returns {string} empty for a name that is none */
export const outcomeWords = (name) => (Object.hasOwn(WORDS, name ?? '') ? WORDS[name] : '');
