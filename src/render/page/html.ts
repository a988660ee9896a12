/** HTML built from parts that cannot break out of their place. */

import { digestOf } from '../../domain/digest.ts';
import { visibleText } from '../sanitize.ts';

/** Text that is HTML already: made by `html` and `ownHtml` alone. */
export interface Html {
  readonly html: string;
}

export type Part = string | number | null | Html | readonly Html[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A template whose values stay text, for content and quoted attributes; null is nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: strings.map((text, i) => text + markup(parts[i] ?? null)).join('') };
}

function markup(part: Part): string {
  if (part === null) return '';
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escapeHtml(part);
  if ('html' in part) return part.html;
  return part.map((each) => each.html).join('');
}

function escapeHtml(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (char) => entities[char] ?? char);
}

/** Text of the project itself that is HTML as it stands: never anything that was read. */
export function ownHtml(text: string): Html {
  return { html: text };
}

/** JSON that can stand in a script element: no tag can begin in it. */
export function jsonHtml(value: unknown): Html {
  return { html: JSON.stringify(value).replace(/</g, '\\u003c') };
}

/** What a Content-Security-Policy calls exactly this text. */
export function hashSource(text: string): string {
  const bytes = digestOf(text).match(/../g) ?? [];
  const binary = bytes.map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join('');
  return `'sha256-${btoa(binary)}'`;
}
