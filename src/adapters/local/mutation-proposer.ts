/** Proposes small changes of the baseline's own numbers: candidates without a model, for free. */

import { chooseMutant } from '../../domain/mutation/mutant.ts';
import type { ProposalOutcome, ProposalRequest, Proposer } from '../../ports/proposer.ts';

export class MutationProposer implements Proposer {
  /** The same baseline and number of tried sources give the same candidate. */
  async propose({ baseline, tried }: ProposalRequest): Promise<ProposalOutcome> {
    const mutant = chooseMutant(baseline, tried);
    if (mutant === null) {
      return { kind: 'exhausted', why: 'every small change of the baseline was tried' };
    }
    const { title, hypothesis, source } = mutant;
    return { kind: 'proposed', proposal: { title, hypothesis, source, author: 'mutation' } };
  }
}
