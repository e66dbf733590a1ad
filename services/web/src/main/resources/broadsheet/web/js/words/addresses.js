/** The address where it is one of the web, and undefined otherwise: no other scheme ever becomes a link. */
export function webAddress(text) {
  const address = parse(text);
  return address && ['http:', 'https:'].includes(address.protocol) ? address.href : undefined;
}

/** The path of a picture that we show for another site; no other address of a picture is ever asked for. */
export function picturePath(text) {
  return /^\/(?!\/)/.test(text ?? '') ? text : undefined;
}

/** An address as people write it: without scheme, www and final slash. */
export function shortAddress(text) {
  return String(text ?? '').replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '');
}

/** People leave the scheme out; what has a dot and no space is taken for a web address. */
export function withScheme(text) {
  const typed = text.trim();
  const bare = !/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) && /^[^\s]+\.[^\s]+$/.test(typed);
  return bare ? `https://${typed}` : typed;
}

function parse(text) {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
