import type { CivilDay, Instant } from '../model/day.ts';
import type { ChallengeId, MemberId, MessageRef, ProofId, WorkspaceId } from '../model/ids.ts';
import type { Bytes } from './vector.ts';

/** A proof that may be remembered: it counts, it was cheered, and nothing in it asked for care. */
export interface Rememberable {
  readonly proof: ProofId;
  readonly workspace: WorkspaceId;
  readonly member: MemberId;
  /** As it is written now. */
  readonly text: string;
}

/** Whose past, and up to when. */
export interface Past {
  readonly member: MemberId;
  readonly challenge: ChallengeId;
  readonly embedder: string;
  readonly until: Instant;
  /** The newest so many are looked through. */
  readonly lookedThrough: number;
  /** So many are answered. */
  readonly atMost: number;
}

/** An earlier proof of the member's own that may be recalled, in its words. */
export interface Remembered {
  readonly proof: ProofId;
  readonly day: CivilDay;
  readonly text: string;
  /** Where it can be seen; null for one that stands nowhere. */
  readonly message: MessageRef | null;
}

export interface MemoryStore {
  /** Null: there is nothing of it to remember (any more). */
  rememberable(proof: ProofId): Promise<Rememberable | null>;
  /**
   * The next proofs after `after` (null: from the start), by their ids, that have no vector of this embedder. `next`: where to
   * go on; null at the end. Looks at `scan` proofs at most.
   */
  unremembered(
    embedder: string,
    after: ProofId | null,
    scan: number,
  ): Promise<{ readonly found: readonly Rememberable[]; readonly next: ProofId | null }>;
  /** Keeps its vector, unless the proof was taken back, came to care or says something else by now. */
  keep(proof: Rememberable, embedder: string, vector: Bytes): Promise<void>;
  /**
   * The vectors that seem most alike to this one, judged by the signs of their numbers alone, one after the other. One read;
   * none where they are of another size.
   */
  vectors(past: Past, like: Bytes): Promise<{ readonly proofs: readonly ProofId[]; readonly vectors: Bytes }>;
  /** Those of these proofs that may be recalled to this member now. */
  words(member: MemberId, proofs: readonly ProofId[]): Promise<readonly Remembered[]>;
}

/** What is written about memories with other facts. Cheers that recall what goes are said anew without it. */
export interface MemoryTx {
  /** Nothing of the proof is remembered any more: it was taken back. */
  forgetProof(proof: ProofId): Promise<void>;
  /** The same until it is remembered anew, in its new words; what its member hid stays hidden. */
  rememberAnew(proof: ProofId): Promise<void>;
  /** A memory of the member's own comes up no more. `notYours`: whose it is; `over`: it is not kept, or was hidden before. */
  hideMemory(
    proof: ProofId,
    member: MemberId,
    at: Instant,
  ): Promise<
    | { readonly kind: 'hidden'; readonly day: CivilDay }
    | { readonly kind: 'notYours'; readonly name: string }
    | { readonly kind: 'over' }
    | { readonly kind: 'unknown' }
  >;
}
