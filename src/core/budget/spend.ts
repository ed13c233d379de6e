import { reasonOf } from '../errors.ts';
import type { ModelPayer, ModelPurpose, TokenUsage } from '../language-model.ts';
import type { Log } from '../ports.ts';
import type { Budget, Refusal } from './budget.ts';
import { costOf, type Price } from './price.ts';

export interface BudgetedDeps {
  readonly budget: Budget;
  /** Of the model that is asked. */
  readonly price: Price;
  /** Its name in the ledger. */
  readonly name: string;
  readonly log: Log;
}

/** What an answer used: tokens, something it did not tell, or surely nothing. */
export type Used = TokenUsage | 'untold' | 'nothing';

export type Spent<Answer> = { readonly answer: Answer } | { readonly refused: Refusal | 'ledger' };

/**
 * One call of a model while its payer's budget lasts: the most it can cost is reserved before, what it came to is settled after.
 * `ledger`: the budget itself could not be asked, for what is not counted is not spent. An answer that could not be settled is
 * given all the same: it was paid for, and stays reserved, and counts, until the sweep closes it. Rejects only when `ask` does.
 */
export async function spend<Answer>(
  { budget, price, name, log }: BudgetedDeps,
  call: {
    readonly payer: ModelPayer;
    readonly purpose: ModelPurpose;
    /** In millionths of a US dollar. */
    readonly most: number;
    readonly photo: boolean;
  },
  ask: () => Promise<Answer>,
  usedBy: (answer: Answer) => Used,
): Promise<Spent<Answer>> {
  const reserved = await budget.reserve({ ...call, model: name }).catch((error: unknown) => {
    log.warn('budget.unheard', { reason: reasonOf(error) });
    return { refused: 'ledger' as const };
  });
  if ('refused' in reserved) {
    const { payer, purpose } = call;
    log.info('budget.refused', { workspace: payer.workspace, purpose, reason: reserved.refused });
    return reserved;
  }
  const answer = await ask();
  await close(reserved.id, usedBy(answer)).catch((error: unknown) =>
    log.warn('budget.unsettled', { call: reserved.id, reason: reasonOf(error) }),
  );
  return { answer };

  function close(id: string, used: Used): Promise<void> {
    if (used === 'nothing') return budget.release(id);
    return used === 'untold' ? budget.settle(id, null, null) : budget.settle(id, costOf(used, price), used);
  }
}
