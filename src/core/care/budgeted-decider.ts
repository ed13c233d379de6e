import { mostItCosts } from '../budget/price.ts';
import { type BudgetedDeps, spend, type Used } from '../budget/spend.ts';
import type { Decider, Decision } from './models.ts';
import { statements } from './models.ts';

const asked = Object.values(statements).join('\n');

/** A decider that, like every model, is asked only while the payer's budget lasts. Calls without a payer are not counted. */
export function createBudgetedDecider(decider: Decider, deps: BudgetedDeps): Decider {
  return {
    async decide(words, payer, signal) {
      if (!payer) return decider.decide(words, payer, signal);
      const { text: user, photo } = words;
      // Decisions charges for input only.
      const most = mostItCosts({ system: asked, user, photo, maxTokens: 0 }, deps.price);
      const call = { payer, purpose: 'guard', most, photo: photo !== null } as const;
      const spent = await spend(deps, call, () => decider.decide(words, payer, signal), usedBy);
      if (!('refused' in spent)) return spent.answer;
      // Near the end of the budget pictures are left out, but words are still judged.
      if (spent.refused === 'photo') return this.decide({ ...words, photo: null }, payer, signal);
      return { kind: 'none', reason: spent.refused === 'ledger' ? 'ledger' : 'budget', used: false };
    },
  };
}

function usedBy(decision: Decision): Used {
  if (decision.kind === 'none') return decision.used ? 'untold' : 'nothing';
  return decision.usage ?? 'untold';
}
