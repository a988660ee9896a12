/** Line drawings, one for each failure category: in the page as symbols, so that each is there once. */

import { type FailureCategory, failureCategories } from '../../domain/analysis.ts';
import { type Html, html, ownHtml } from './html.ts';

/** Paths on a grid of 16 by 16, drawn with a round pen. */
const drawings: Readonly<Record<FailureCategory, string>> = {
  // A pair of angle brackets and a stroke that goes wrong.
  syntax_error: 'M5 4.5 1.8 8 5 11.5M11 4.5 14.2 8 11 11.5M9.2 3 6.8 13',
  // A circle with a bar.
  validation_error: 'M8 1.9a6.1 6.1 0 1 0 0 12.2a6.1 6.1 0 1 0 0-12.2M3.8 3.8l8.4 8.4',
  // A box.
  import_error: 'M8 1.8 13.8 4.7V11.3L8 14.2 2.2 11.3V4.7ZM2.4 4.8 8 7.7l5.6-2.9M8 7.7v6.3',
  // A flash.
  runtime_error: 'M9.2 1.8 3.4 9.2H7.6L6.8 14.2 12.6 6.8H8.4Z',
  // Two frames that do not match.
  logic_error: 'M2 2h8v8H2ZM6 12.2V14h8V6h-1.8M4.4 6h3.2',
  // An hourglass.
  timeout: 'M4 2h8M4 14h8M4.8 2v2.4L8 8l3.2-3.6V2M4.8 14v-2.4L8 8l3.2 3.6V14',
  // A chip.
  resource_error:
    'M4.2 4.2h7.6v7.6H4.2ZM6.4 1.8v2.4M9.6 1.8v2.4M6.4 11.8v2.4M9.6 11.8v2.4M1.8 6.4h2.4M1.8 9.6h2.4M11.8 6.4h2.4M11.8 9.6h2.4',
  // A curve that does not fall.
  performance_rejection: 'M2 2v12h12M4.6 10.6 7.4 8 9.4 9.4 13.4 4.6M10.4 4.4l3-.1.1 3',
  // A spanner.
  infrastructure_error:
    'M13.6 4.1a3.6 3.6 0 0 1-4.9 4.4L4.4 12.9a1.3 1.3 0 0 1-1.9-1.9L7 6.7A3.6 3.6 0 0 1 11.5 2L9.4 4.1 11.5 6.2Z',
};

/** Once in the page, before its first use. */
export function iconSheet(): Html {
  return html`<svg class="sheet" aria-hidden="true" width="0" height="0">${failureCategories.map(
    (category) =>
      html`<symbol id="icon-${category}" viewBox="0 0 16 16"><path d="${drawings[category]}"/></symbol>`,
  )}</svg>`;
}

export function icon(category: FailureCategory): Html {
  return html`<svg class="icon" aria-hidden="true"><use href="#icon-${category}"/></svg>`;
}

/** A crucible over a flame, for the browser's tab and the head of the page. */
const mark =
  '<path d="M4 7h16l-2.2 8.2a2.4 2.4 0 0 1-2.3 1.8h-7a2.4 2.4 0 0 1-2.3-1.8Z" fill="#0d7a68"/><path d="M6.6 7c0-2 1.5-2.1 1.5-3.6M11.9 7c0-2.5 1.8-2.9 1.8-5.3M16.6 7c0-1.5 1.1-1.7 1.1-2.9" fill="none" stroke="#e07b1a" stroke-width="1.6" stroke-linecap="round"/><path d="M8.5 21.5h7" stroke="#0d7a68" stroke-width="2" stroke-linecap="round"/>';

export function markIcon(): Html {
  return ownHtml(`<svg class="emblem" viewBox="0 0 24 24" aria-hidden="true">${mark}</svg>`);
}

/** As an address that holds the picture itself. */
export function markAddress(): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">${mark}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
