const number = new Intl.NumberFormat('en-GB');

/** "1 article", "1,204 articles". */
export function count(amount, one, many = `${one}s`) {
  return `${number.format(amount)} ${amount === 1 ? one : many}`;
}

/** "1–20 of 134"; the range is kept within the total, which may have shrunk meanwhile. */
export function range({ from, shown, total }) {
  const first = Math.max(1, Math.min(from, total - shown + 1));
  return `${number.format(first)}–${number.format(first + shown - 1)} of ${number.format(total)}`;
}

/** "Ada", "Ada and Bob", "Ada, Bob and 3 others"; `total` may exceed the names that are known. */
export function names(known, total = known.length, most = 3) {
  const named = known.slice(0, most);
  const others = Math.max(total, known.length) - named.length;
  const parts = others > 0 ? [...named, count(others, 'other')] : named;
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
