/** A model that writes what a story wants: always the same, whoever asks it how often. */

import { digestOf } from '../../src/domain/digest.ts';
import type { TestRepository } from '../support/github/repository.ts';
import type { ApiReply, ApiRequest } from '../support/messages-api.ts';
import { json } from '../support/messages-api.ts';

export interface Script {
  /** By title. The first is proposed that nobody has tried. */
  readonly proposals: Readonly<Record<string, string>>;
  /** What becomes of a source that fails; others are beyond repair. */
  readonly repairs: ReadonlyMap<string, string>;
}

export const usage = { input: 1000, output: 200 } as const;
/** Of claude-sonnet-5-5, in US dollars. */
export const usdPerAnswer = 0.004;

/** Answers a proposal, an analysis or a repair, told apart by the form that is asked for. */
export function answerBy(script: Script, repository: TestRepository) {
  return (request: ApiRequest): ApiReply => {
    const form = JSON.stringify(request.output_config ?? {});
    const words = JSON.stringify(request.messages) + JSON.stringify(request.system);
    if (form.includes('builds_on')) return proposal(script, repository);
    const source = [...script.repairs.keys(), ...Object.values(script.proposals)].find((each) =>
      words.includes(JSON.stringify(longestLine(each)).slice(1, -1)),
    );
    const line = longestLine(source ?? '');
    if (form.includes('quoted_line')) {
      return json({
        ...{ quoted_line: line, root_cause: 'It is as it is.', replacement: null },
        ...{ fix_suggestion: 'Do it otherwise.', failure_category: 'runtime_error' },
        severity: 'high',
      });
    }
    const repaired = script.repairs.get(source ?? '') ?? source;
    return json({ change: 'Mended it.', source: repaired });
  };
}

function proposal({ proposals }: Script, repository: TestRepository): ApiReply {
  const tried = [...repository.refs.keys(), ...repository.pulls.map(({ headRef }) => headRef)];
  const found = Object.entries(proposals).find(([, source]) => {
    const digest = digestOf(source).slice(0, 12);
    return !tried.some((name) => name.endsWith(digest));
  });
  const [title, source] = found ?? Object.entries(proposals)[0] ?? ['', ''];
  return json({ title, hypothesis: `${title} is better.`, builds_on: [], source });
}

/** What is said in no other source. */
function longestLine(source: string): string {
  return source.split('\n').reduce((best, line) => (line.length > best.length ? line : best), '');
}
