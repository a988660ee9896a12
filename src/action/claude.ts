/** What the inputs say of Claude. */

import * as core from '@actions/core';
import type { ClaudeSettings } from '../assembly/claude.ts';
import { UsageError } from '../domain/usage-error.ts';
import type { InputName } from './inputs.ts';
import { textInput } from './read-input.ts';

/** null without an API key: nobody is asked then. The key is masked in the log. */
export function claudeInputs(): ClaudeSettings | null {
  const apiKey = textInput('anthropic-api-key').trim();
  if (apiKey === '') return null;
  core.setSecret(apiKey);
  return {
    ...{ apiKey, model: textInput('model'), price: textInput('model-price') },
    baseUrl: textInput('anthropic-base-url') || null,
  };
}

/** An amount in US dollars. */
export function dollarInput(name: InputName): number {
  const text = textInput(name);
  if (/^\d{1,6}(\.\d{1,6})?$/.test(text)) return Number(text);
  throw new UsageError(`input ${name}: '${text}' is not an amount in dollars, such as 0.50`);
}
