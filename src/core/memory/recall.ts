import { isTender } from '../care/signs.ts';
import { substance } from '../cheer/substance.ts';
import type { Embedder, ModelPayer } from '../language-model.ts';
import type { Instant } from '../model/day.ts';
import type { ChallengeId, MemberId, ProofId } from '../model/ids.ts';
import { ngramEmbedder } from './ngrams.ts';
import type { MemoryStore, Remembered } from './store.ts';
import { type Bytes, cosines, toBytes } from './vector.ts';

/** Only proofs of at least this age are recalled. */
const fromAge = 3 * 24 * 60 * 60_000;
/** How many of a member's newest proofs are searched. */
const lookedThrough = 5_000;
const mostRecalled = 3;
/** How many of those, the most similar by their signs, are compared number by number. */
const compared = 200;
/** How many of the best are read: some may not be recalled any more, and then the next ones are used. */
const candidates = 12;

/**
 * The cosine from which on an earlier proof is recalled. For `ngrams-1` it is measured (tools/recall-threshold.ts): above it are
 * 0.3% of the unrelated pairs in Korean, 2.1% in English and none in Japanese (their 90th percentile is 0.12 to 0.18), and about
 * half of the related pairs. For other embedders it is a cautious guess.
 */
export const likenessFrom = (embedder: string): number => (embedder === ngramEmbedder ? 0.3 : 0.5);

export interface RecallDeps {
  readonly memories: Pick<MemoryStore, 'vectors' | 'words'>;
  readonly embedder: Embedder;
}

/** The new proof whose like is searched for. */
export interface Now {
  readonly member: MemberId;
  readonly challenge: ChallengeId;
  /** Normalised and masked. */
  readonly text: string;
  readonly at: Instant;
  readonly payer: ModelPayer;
}

/**
 * Finds the member's own earlier proofs of the same challenge that resemble this one: at most three, the most similar first, none
 * younger than three days, none with the same text and none that tells of bad news. Never proofs of others or our own words. Empty when the embedder fails.
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
      .filter(({ text }) => substance(text) !== substance(now.text) && !isTender(text))
      .slice(0, mostRecalled);
  };
}

export type Recall = ReturnType<typeof createRecall>;

/** The proofs whose cosine with the query is at least `from`, the most similar first, at most twelve. Pure. */
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
