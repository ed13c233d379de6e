import type { Embedder, TokenUsage } from '../language-model.ts';
import type { BudgetedDeps } from './budgeted.ts';
import { costOf, mostVectorsCost } from './price.ts';

/** What became of a call for vectors. `usage` null: it did not say. */
export type MeteredVectors =
  | { readonly vectors: readonly Float32Array[]; readonly usage: TokenUsage | null }
  /** Not to be had now. `used`: it may be charged for all the same. */
  | { readonly vectors: null; readonly used: boolean };

export interface MeteredEmbedder {
  readonly id: string;
  embed(texts: readonly string[], signal: AbortSignal): Promise<MeteredVectors>;
}

/** An embedder that works while the payer's budget lasts; null after that. */
export function createBudgetedEmbedder(
  embedder: MeteredEmbedder,
  { budget, price, name, log }: BudgetedDeps,
): Embedder {
  return {
    id: embedder.id,
    async embed(texts, payer, signal) {
      try {
        const most = mostVectorsCost(texts, price);
        const call = { payer, purpose: 'embed', model: name, most, photo: false } as const;
        const reserved = await budget.reserve(call);
        if ('refused' in reserved) {
          log.info('budget.refused', {
            workspace: payer.workspace,
            purpose: 'embed',
            reason: reserved.refused,
          });
          return null;
        }
        const found = await embedder.embed(texts, signal);
        if (found.vectors) {
          await budget.settle(reserved.id, found.usage && costOf(found.usage, price), found.usage);
        } else if (found.used) await budget.settle(reserved.id, null, null);
        else await budget.release(reserved.id);
        return found.vectors;
      } catch (error) {
        log.warn('budget.unheard', { reason: (error as Error).name });
        return null;
      }
    },
  };
}
