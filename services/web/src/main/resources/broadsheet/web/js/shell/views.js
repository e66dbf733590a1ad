import { html } from 'lit';
import '../blocked/blocked-view.js';
import '../digest/digest-view.js';
import '../feed/feed-view.js';
import '../hidden/hidden-view.js';
import '../session/sign-in-view.js';
import '../session/sign-up-view.js';
import '../sources/sources-view.js';

const TITLES = {
  feed: 'Front page',
  sources: 'Sources',
  blocked: 'Blocked domains',
  hidden: 'Hidden articles',
  digest: 'Digest',
  'sign-in': 'Sign in',
  'sign-up': 'Sign up',
};

export function titleOf(name) {
  return `${TITLES[name]} · Broadsheet`;
}

/** The view of a route, for somebody who is signed in. */
export function view({ name, params }, calls) {
  switch (name) {
    case 'sources':
      return html`<sources-view .calls=${calls} .params=${params}></sources-view>`;
    case 'blocked':
      return html`<blocked-view .calls=${calls}></blocked-view>`;
    case 'hidden':
      return html`<hidden-view .calls=${calls} .params=${params}></hidden-view>`;
    case 'digest':
      return html`<digest-view .calls=${calls}></digest-view>`;
    default:
      return html`<feed-view .calls=${calls} .params=${params}></feed-view>`;
  }
}

/** The view of a route, for somebody who is not; whatever was asked for waits behind the sign-in. */
export function viewOutside({ name }, session) {
  return name === 'sign-up'
    ? html`<sign-up-view .session=${session}></sign-up-view>`
    : html`<sign-in-view .session=${session}></sign-in-view>`;
}
