import { reasonOf } from '../errors.ts';
import type { ModelPayer, ModelPurpose, TokenUsage } from '../language-model.ts';
import type { Log } from '../ports.ts';
import type { Budget, Refusal } from './budget.ts';
import { costOf, type Price } from './price.ts';

/** What every budgeted model needs. */
export interface BudgetedDeps {
  readonly budget: Budget;
  /** The model's price. */
  readonly price: Price;
  /** The model's name in the ledger. */
  readonly name: string;
  readonly log: Log;
}

/** What a call used: tokens, an unknown amount, or certainly nothing. */
export type Used = TokenUsage | 'untold' | 'nothing';

/** The answer of a call, or why the call was not made. */
export type Spent<Answer> = { readonly answer: Answer } | { readonly refused: Refusal | 'ledger' };

/**
 * Makes one call of a model within its payer's budget: reserves the most it can cost before, and settles the actual cost after.
 * If the budget cannot be read, the call is not made (`ledger`), since nothing may be spent uncounted. If settling fails, the
 * answer is returned all the same: it is paid for, and its reservation counts until the sweep settles it. Rejects only if `ask` does.
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
