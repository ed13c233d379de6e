import type { LanguageModel, ModelAnswer, ModelPayer, ModelQuestion } from '../language-model.ts';
import type { Log } from '../ports.ts';
import type { Budget, Refusal } from './budget.ts';
import { costOf, mostItCosts, type Price } from './price.ts';

export interface BudgetedDeps {
  readonly budget: Budget;
  /** Of the model that is asked. */
  readonly price: Price;
  /** Its name in the ledger. */
  readonly name: string;
  readonly log: Log;
}

/**
 * A model that is asked only while the payer's budget lasts: the most a call can cost is reserved before, what it came to is
 * settled after. Near the end `unusable` with `photo` (ask without it), at the end `unavailable` with `budget` or, for the
 * member's own share, `memberLimit`; `ledger` when the budget itself could not be asked, for what is not counted is not
 * spent. A question without a payer is nobody's cost.
 */
export function createBudgeted(
  model: LanguageModel,
  { budget, price, name, log }: BudgetedDeps,
): LanguageModel {
  async function asked<Answer>(
    question: ModelQuestion<Answer>,
    payer: ModelPayer,
    signal: AbortSignal,
  ): Promise<ModelAnswer<Answer>> {
    const { purpose } = question;
    const photo = question.photo !== null;
    const most = mostItCosts(question, price);
    const reserved = await budget.reserve({ payer, purpose, model: name, most, photo }).catch(unheard);
    if ('refused' in reserved) {
      log.info('budget.refused', { workspace: payer.workspace, purpose, reason: reserved.refused });
      return refusal(reserved.refused);
    }
    const answer = await model.ask(question, signal);
    await close(reserved.id, answer).catch((error: unknown) =>
      // It stays reserved, and counts, until the sweep closes it.
      log.warn('budget.unsettled', { call: reserved.id, reason: (error as Error).name }),
    );
    return answer;
  }

  function close(id: string, { usage, kind }: ModelAnswer<unknown>): Promise<void> {
    if (usage) return budget.settle(id, costOf(usage, price), usage);
    // A server that answered worked, whether it told what it used or not.
    return usage === null || kind === 'answer' ? budget.settle(id, null, null) : budget.release(id);
  }

  function unheard(error: unknown): { readonly refused: 'ledger' } {
    log.warn('budget.unheard', { reason: (error as Error).name });
    return { refused: 'ledger' };
  }

  return {
    ask: (question, signal) =>
      question.payer ? asked(question, question.payer, signal) : model.ask(question, signal),
  };
}

function refusal(why: Refusal | 'ledger'): ModelAnswer<never> {
  const no = (reason: string, fatal: boolean) =>
    ({ kind: 'unavailable', reason, retryAfterMs: null, fatal }) as const;
  switch (why) {
    case 'photo':
      return { kind: 'unusable', reason: 'photo', again: true };
    case 'day':
    case 'month':
    case 'gone':
      return no('budget', true);
    case 'member':
      return no('memberLimit', true);
    case 'ledger':
      return no('ledger', false);
  }
}
