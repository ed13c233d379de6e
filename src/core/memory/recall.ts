import { substance } from '../cheer/substance.ts';
import type { Embedder, ModelPayer } from '../language-model.ts';
import type { Instant } from '../model/day.ts';
import type { ChallengeId, MemberId, ProofId } from '../model/ids.ts';
import { ngramEmbedder } from './ngrams.ts';
import type { MemoryStore, Remembered } from './store.ts';
import { type Bytes, cosines, toBytes } from './vector.ts';

/** Younger proofs are no memories yet. */
const fromAge = 3 * 24 * 60 * 60_000;
/** The newest so many of a member are looked through. */
const lookedThrough = 5_000;
const mostRecalled = 3;
/** Of them so many, which seem the most alike, are compared number by number. */
const compared = 200;
/** Some of the best may not be said any more; then the next ones come up. */
const candidates = 12;

/**
 * From which likeness on an earlier proof is recalled. Of `ngrams-1` measured (tools/recall-threshold.ts): of unrelated pairs
 * 0.3% in Korean, 2.1% in English and none in Japanese are above, the 90th percentile being 0.12 to 0.18; of related ones
 * about half. For others a guess on the careful side.
 */
export const likenessFrom = (embedder: string): number => (embedder === ngramEmbedder ? 0.3 : 0.5);

export interface RecallDeps {
  readonly memories: Pick<MemoryStore, 'vectors' | 'words'>;
  readonly embedder: Embedder;
}

/** Who posts what, where and when. */
export interface Now {
  readonly member: MemberId;
  readonly challenge: ChallengeId;
  /** Normalised and masked. */
  readonly text: string;
  readonly at: Instant;
  readonly payer: ModelPayer;
}

/**
 * The member's own earlier proofs of the same challenge that resemble this one, at most three, the most alike first. Nobody
 * else's, nothing of ours, nothing younger than three days; one that says the very same is no memory. Empty too when the
 * embedder is not to be had now.
 */
export function createRecall({ memories, embedder }: RecallDeps) {
  return async function recall(now: Now, signal: AbortSignal): Promise<readonly Remembered[]> {
    if (substance(now.text) === '') return [];
    const [vector] = (await embedder.embed([now.text], now.payer, signal)) ?? [];
    const query = vector ? toBytes(vector) : null;
    if (!query || query.length === 0) return [];
    const { member, challenge } = now;
    const past = { member, challenge, embedder: embedder.id, until: now.at - fromAge };
    const { proofs, vectors } = await memories.vectors({ ...past, lookedThrough, atMost: compared }, query);
    const best = mostAlike(query, proofs, vectors, likenessFrom(embedder.id));
    if (best.length === 0) return [];
    const words = new Map((await memories.words(member, best)).map((each) => [each.proof, each]));
    return best
      .flatMap((proof) => words.get(proof) ?? [])
      .filter(({ text }) => substance(text) !== substance(now.text))
      .slice(0, mostRecalled);
  };
}

export type Recall = ReturnType<typeof createRecall>;

/** The proofs from a likeness on, the most alike first. Pure. */
export function mostAlike(
  query: Bytes,
  proofs: readonly ProofId[],
  vectors: Bytes,
  from: number,
): readonly ProofId[] {
  const alike = cosines(query, vectors);
  return proofs
    .flatMap((proof, index) => {
      const likeness = alike[index] ?? 0;
      return likeness >= from ? [{ proof, likeness }] : [];
    })
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, candidates)
    .map(({ proof }) => proof);
}
