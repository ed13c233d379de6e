import type { Embedder, TokenUsage } from '../language-model.ts';
import { mostVectorsCost } from './price.ts';
import { type BudgetedDeps, spend, type Used } from './spend.ts';

/** The result of a call for vectors. `usage` is null if the server did not report it. */
export type MeteredVectors =
  | { readonly vectors: readonly Float32Array[]; readonly usage: TokenUsage | null }
  /** The call failed. `used`: it may be charged for all the same. */
  | { readonly vectors: null; readonly used: boolean };

/** An embedder that reports its usage. Never throws. */
export interface MeteredEmbedder {
  readonly id: string;
  embed(texts: readonly string[], signal: AbortSignal): Promise<MeteredVectors>;
}

/** An embedder that answers null once the payer's budget is spent. */
export function createBudgetedEmbedder(embedder: MeteredEmbedder, deps: BudgetedDeps): Embedder {
  return {
    id: embedder.id,
    async embed(texts, payer, signal) {
      const most = mostVectorsCost(texts, deps.price);
      const call = { payer, purpose: 'embed', most, photo: false } as const;
      const spent = await spend(deps, call, () => embedder.embed(texts, signal), usedBy);
      return 'refused' in spent ? null : spent.answer.vectors;
    },
  };
}

function usedBy(found: MeteredVectors): Used {
  if (found.vectors) return found.usage ?? 'untold';
  return found.used ? 'untold' : 'nothing';
}
