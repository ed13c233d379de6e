import type { LanguageModel, ModelAnswer, ModelPayer, ModelQuestion } from '../language-model.ts';
import type { Refusal } from './budget.ts';
import { mostItCosts } from './price.ts';
import { type BudgetedDeps, spend, type Used } from './spend.ts';

/**
 * A model that is asked only while the payer's budget lasts. Else it answers `unusable` with `photo` (near the end: ask without
 * it), or `unavailable` with `budget`, with `memberLimit` (the member's share is used up) or with `ledger` (the budget could not be
 * read). Questions without a payer are always asked and not counted.
 */
export function createBudgeted(model: LanguageModel, deps: BudgetedDeps): LanguageModel {
  async function asked<Answer>(
    question: ModelQuestion<Answer>,
    payer: ModelPayer,
    signal: AbortSignal,
  ): Promise<ModelAnswer<Answer>> {
    const { purpose } = question;
    const call = { payer, purpose, most: mostItCosts(question, deps.price), photo: question.photo !== null };
    const spent = await spend(deps, call, () => model.ask(question, signal), usedBy);
    return 'refused' in spent ? refusal(spent.refused) : spent.answer;
  }

  return {
    ask: (question, signal) =>
      question.payer ? asked(question, question.payer, signal) : model.ask(question, signal),
  };
}

function usedBy({ usage, kind }: ModelAnswer<unknown>): Used {
  if (usage) return usage;
  // A server that answered has done work, whether it reported usage or not.
  return usage === null || kind === 'answer' ? 'untold' : 'nothing';
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
