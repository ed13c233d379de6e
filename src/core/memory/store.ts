import type { CivilDay, Instant } from '../model/day.ts';
import type { ChallengeId, MemberId, MessageRef, ProofId, WorkspaceId } from '../model/ids.ts';
import type { Bytes } from './vector.ts';

/** A proof that may be remembered: it counts, was cheered and did not lead to care (view `rememberable_proof`). */
export interface Rememberable {
  readonly proof: ProofId;
  readonly workspace: WorkspaceId;
  readonly member: MemberId;
  /** Its current text. */
  readonly text: string;
}

/** Which of a member's proofs to search. */
export interface Past {
  readonly member: MemberId;
  readonly challenge: ChallengeId;
  readonly embedder: string;
  readonly until: Instant;
  /** How many of the newest proofs are searched. */
  readonly lookedThrough: number;
  /** How many are returned at most. */
  readonly atMost: number;
}

/** An earlier proof of the member that may be recalled. */
export interface Remembered {
  readonly proof: ProofId;
  readonly day: CivilDay;
  readonly text: string;
  /** Its message; null if it has none (any more). */
  readonly message: MessageRef | null;
}

/** The database of memories: reading and storing vectors. */
export interface MemoryStore {
  /** The proof if it may be remembered, else null. */
  rememberable(proof: ProofId): Promise<Rememberable | null>;
  /**
   * Reads at most `scan` proofs after the id `after` (null: from the start) and returns those without a vector of this embedder.
   * `next`: the id to continue after; null at the end.
   */
  unremembered(
    embedder: string,
    after: ProofId | null,
    scan: number,
  ): Promise<{ readonly found: readonly Rememberable[]; readonly next: ProofId | null }>;
  /** Stores a proof's vector, unless the proof was taken back, led to care or was edited meanwhile. */
  keep(proof: Rememberable, embedder: string, vector: Bytes): Promise<void>;
  /**
   * The vectors most similar to `like` by the signs of their numbers alone, concatenated in the order of `proofs`. One read; vectors
   * of another size are not returned.
   */
  vectors(past: Past, like: Bytes): Promise<{ readonly proofs: readonly ProofId[]; readonly vectors: Bytes }>;
  /** Reads those of the proofs that may be recalled to this member now. */
  words(member: MemberId, proofs: readonly ProofId[]): Promise<readonly Remembered[]>;
}

/** What a transaction can do about memories. Each adds jobs for the cheers that recall what goes, to rewrite them without it. */
export interface MemoryTx {
  /** Forgets a proof that was taken back. */
  forgetProof(proof: ProofId): Promise<void>;
  /** Forgets an edited proof until its new words are remembered; a memory that the member hid stays hidden. */
  rememberAnew(proof: ProofId): Promise<void>;
  /**
   * Hides a memory of the member's own. `notYours`: it is the proof of the member of that name; `over`: it is not kept any more or
   * was hidden before.
   */
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
