/** A candidate's pull request: branch, title, body, and the record hidden in the body. */

import * as z from 'zod';
import { candidateBranches } from '../domain/branch.ts';
import { commandsAt } from '../domain/command.ts';
import { shortDigest } from '../domain/digest.ts';
import { costSchema, digestSchema } from '../domain/trial/schema.ts';
import { type Author, authors, type Cost, noCost } from '../domain/trial/trial.ts';
import { parseHidden, printHidden } from './hidden.ts';
import { codeSpan, inlineText, joinBlocks } from './markdown.ts';
import { costWords } from './quantity.ts';
import { defuse, oneLine } from './sanitize.ts';

const hiddenKind = 'proposal';

/** What the body remembers of the proposal. Digests are 64 hex digits. */
export interface ProposalRecord {
  readonly benchmark: string;
  readonly title: string;
  readonly hypothesis: string;
  readonly author: Author;
  readonly parent: string | null;
  readonly source_digest: string;
  /** Of its tokens, without comments and layout; null in records of older versions. */
  readonly token_digest: string | null;
  /** A person's pull request whose file this one puts on top of the baseline. */
  readonly successor_of: { readonly number: number; readonly author: string } | null;
  /** The model that wrote it; null when none did. */
  readonly model: string | null;
  /** What writing it cost. */
  readonly cost: Cost;
  /** The workflow run that opened it; null when none did. */
  readonly run: string | null;
}

export interface RenderedPullRequest {
  readonly branch: string;
  readonly title: string;
  readonly body: string;
}

export type ProposalParse =
  | { readonly kind: 'proposal'; readonly proposal: ProposalRecord }
  | { readonly kind: 'none' }
  | { readonly kind: 'broken'; readonly why: string };

const recordSchema: z.ZodType<ProposalRecord> = z.strictObject({
  benchmark: z.string().min(1).max(100),
  title: z.string(),
  hypothesis: z.string(),
  author: z.enum(authors),
  parent: digestSchema.nullable(),
  source_digest: digestSchema,
  token_digest: digestSchema.nullable().default(null),
  successor_of: z
    .strictObject({ number: z.int().positive(), author: z.string().max(100) })
    .nullable()
    .default(null),
  model: z.string().max(200).nullable().default(null),
  cost: costSchema.default(noCost),
  run: z.string().max(100).nullable().default(null),
});

/** `crucible/<benchmark>/<12 hex>` of the first source; the branch keeps the name through repairs. */
function candidateBranch(benchmark: string, sourceDigest: string): string {
  return `${candidateBranches}${benchmark}/${shortDigest(sourceDigest)}`;
}

/** `lossless: <what it tries>`, at most 120 characters of it. */
export function candidateTitle(benchmark: string, title: string): string {
  return `${benchmark}: ${defuse(oneLine(title, 120))}`;
}

/** Everything a pull request is opened with. Throws when the record does not fit its schema: a bug. */
export function renderPullRequest(record: ProposalRecord): RenderedPullRequest {
  const { benchmark, title, source_digest: sourceDigest } = record;
  return {
    branch: candidateBranch(benchmark, sourceDigest),
    title: candidateTitle(benchmark, title),
    body: joinBlocks([
      `**Hypothesis:** ${inlineText(defuse(record.hypothesis))}`,
      facts(record),
      commands(),
      printHidden(hiddenKind, JSON.stringify(recordSchema.parse(record))),
    ]),
  };
}

/** Reads the record back. Whether the body is the bot's own, the caller checks. Never throws. */
export function parseProposal(body: string): ProposalParse {
  const hidden = parseHidden(hiddenKind, body);
  if (hidden.kind !== 'found') return hidden;
  const parsed = recordSchema.safeParse(hidden.value);
  if (!parsed.success) return { kind: 'broken', why: 'the record does not fit its schema' };
  return { kind: 'proposal', proposal: parsed.data };
}

function facts(record: ProposalRecord): string {
  const { parent, author, successor_of: successorOf, model, cost } = record;
  const lines = [
    `- Parent: ${parent === null ? 'none' : codeSpan(shortDigest(parent))}`,
    `- Author: ${authorWords[author]}${model === null ? '' : ` (${codeSpan(model)})`}`,
    `- Cost: ${costWords(cost)}`,
  ];
  if (successorOf !== null) {
    lines.push(`- The file of #${successorOf.number}, put on top of the current baseline`);
  }
  return lines.join('\n');
}

const authorWords: Readonly<Record<Author, string>> = {
  claude: 'Claude',
  person: 'a person',
  shipped: 'the shipped run',
  mutation: 'a mutation of the baseline',
};

function commands(): string {
  const names = commandsAt('open');
  return [
    'It is evaluated, reviewed, and merged if it beats the baseline. Commands, for people with write access:',
    names.map((name) => `\`/${name}${name === 'merge' ? ' <sha>' : ''}\``).join(' '),
  ].join('\n');
}
