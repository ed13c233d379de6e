import type { Budget } from '../budget/budget.ts';
import { costOf, mostItCosts, type Price } from '../budget/price.ts';
import type { Log } from '../ports.ts';
import type { Decider } from './models.ts';
import { statements } from './models.ts';

const asked = Object.values(statements).join('\n');

/** A decider that is asked only while the payer's budget lasts, like every model. Without a payer it is nobody's cost. */
export function createBudgetedDecider(
  decider: Decider,
  { budget, price, name, log }: { budget: Budget; price: Price; name: string; log: Log },
): Decider {
  return {
    async decide(words, payer, signal) {
      if (!payer) return decider.decide(words, payer, signal);
      // Answers cost nothing.
      const most = mostItCosts({ system: asked, user: words.text, photo: words.photo, maxTokens: 0 }, price);
      const photo = words.photo !== null;
      const reserved = await budget
        .reserve({ payer, purpose: 'guard', model: name, most, photo })
        .catch(() => ({ refused: 'ledger' as const }));
      if ('refused' in reserved) {
        // Near the end of a budget pictures go first; the words are looked at still.
        if (reserved.refused === 'photo') return this.decide({ ...words, photo: null }, payer, signal);
        log.info('budget.refused', {
          workspace: payer.workspace,
          purpose: 'guard',
          reason: reserved.refused,
        });
        return { kind: 'none', reason: 'budget', used: false };
      }
      const decision = await decider.decide(words, payer, signal);
      const closed =
        decision.kind === 'likely'
          ? budget.settle(
              reserved.id,
              decision.usage && costOf({ ...decision.usage, output: 0 }, price),
              decision.usage,
            )
          : decision.used
            ? budget.settle(reserved.id, null, null)
            : budget.release(reserved.id);
      await closed.catch((error: unknown) =>
        log.warn('budget.unsettled', { call: reserved.id, reason: (error as Error).name }),
      );
      return decision;
    },
  };
}
