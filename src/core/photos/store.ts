import type { Effect, EffectTarget } from '../delivery/effect.ts';
import type { AttachmentRef, DeliveryKey, PlatformName, ProofId } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import type { BlobId, PhotoRefusal } from '../photo.ts';

/** A proof whose photos wait to be copied. */
export interface WaitingPhotos {
  readonly platform: PlatformName;
  readonly locale: Locale;
  /** Where a refusal is said. */
  readonly thread: EffectTarget;
  /** Photos of this member kept in the last 24 hours. */
  readonly keptToday: number;
  readonly photos: readonly {
    readonly ordinal: number;
    readonly ref: AttachmentRef;
    readonly name: string;
    /** Tries that ended with the decoder dying on it. */
    readonly tries: number;
  }[];
}

export interface KeptPhoto {
  readonly large: BlobId;
  readonly small: BlobId;
  readonly width: number;
  readonly height: number;
}

export interface PhotoStore {
  /** Null: nothing waits (any more), or the proof is gone. */
  waiting(proof: ProofId): Promise<WaitingPhotos | null>;
  /**
   * Runs `put` and notes its copies so that no erasure of the same content comes between. False, and nothing noted: photos kept
   * meanwhile took the last of the `most` that are kept of a member a day.
   */
  keep(proof: ProofId, ordinal: number, most: number, put: () => Promise<KeptPhoto>): Promise<boolean>;
  /** Notes a refusal and, with it, the line that names it. */
  refuse(
    proof: ProofId,
    ordinal: number,
    refusal: PhotoRefusal,
    line: { readonly key: DeliveryKey; readonly effect: Effect },
  ): Promise<void>;
  countTry(proof: ProofId, ordinal: number): Promise<void>;
  /** All photos are settled: the cheer need not wait any longer. */
  releaseCheer(proof: ProofId): Promise<void>;
  /** Forgets the copies of a proof, or of its `dropped` photos alone, and runs `remove` on each content nothing else refers to. */
  erase(proof: ProofId, dropped: boolean, remove: (blob: BlobId) => Promise<void>): Promise<void>;
  /** Runs `remove` on each of these contents that nothing refers to, and that nobody is about to refer to. Answers how many. */
  sweep(blobs: readonly BlobId[], remove: (blob: BlobId) => Promise<void>): Promise<number>;
}
