const LANGUAGE = 'en-GB';
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const ago = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: 'auto' });
const dayAndMonth = new Intl.DateTimeFormat(LANGUAGE, { day: 'numeric', month: 'short' });
const withYear = new Intl.DateTimeFormat(LANGUAGE, { day: 'numeric', month: 'short', year: 'numeric' });
const exact = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'full', timeStyle: 'short' });
const dateline = new Intl.DateTimeFormat(LANGUAGE, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

/** "just now", "5 minutes ago", "in 3 hours", "yesterday", "12 Oct", "12 Oct 2024". */
export function when(instant, now = new Date()) {
  const then = new Date(instant);
  const seconds = (then - now) / 1000;
  const distance = Math.abs(seconds);
  if (distance < MINUTE) return seconds > 0 ? 'in a moment' : 'just now';
  if (distance < HOUR) return ago.format(Math.trunc(seconds / MINUTE), 'minute');
  if (distance < DAY) return ago.format(Math.trunc(seconds / HOUR), 'hour');
  if (distance < 7 * DAY) return ago.format(Math.trunc(seconds / DAY), 'day');
  return (then.getFullYear() === now.getFullYear() ? dayAndMonth : withYear).format(then);
}

/** The whole date and time, in the reader's zone. */
export function exactly(instant) {
  return exact.format(new Date(instant));
}

/** The line below the masthead: "Friday 20 November 2026". */
export function today(now = new Date()) {
  return dateline.format(now).replace(',', '');
}
