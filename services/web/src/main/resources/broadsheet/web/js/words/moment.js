import { html, nothing } from 'lit';
import { exactly, when } from './time.js';

/** A moment as people say it, with the exact one behind it. */
export function moment(instant) {
  return instant ? html`<time datetime=${instant} title=${exactly(instant)}>${when(instant)}</time>` : nothing;
}
