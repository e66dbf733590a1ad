import { LitElement } from 'lit';

/** The base of every element here: it renders into the page itself, so plain style sheets and selectors reach it. */
export class PageElement extends LitElement {
  createRenderRoot() {
    return this;
  }

  emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
  }

  /** Says something at the foot of the page and to screen readers; `action` is `{label, run}`, an undo mostly. */
  notify(text, action) {
    this.emit('notice', { text, action });
  }

  /** Puts the focus on the view's heading once it is there, as a page load would. */
  async focusHeading() {
    await this.updateComplete;
    this.querySelector('h1')?.focus();
  }
}
