import { html, nothing } from 'lit';

/** What went wrong, said where it happened; `test` names it for browser tests, `retry` offers another go. */
export function trouble(error, test, retry) {
  if (!error) return nothing;
  return html`
    <div class="trouble" role="alert" data-test=${test}>
      <p>${error.message}</p>
      ${retry ? html`<button type="button" class="quiet" data-test="retry" @click=${retry}>Try again</button>` : nothing}
    </div>
  `;
}
