import type { Effect, EffectTarget } from '../delivery/effect.ts';
import type { AttachmentRef, DeliveryKey, PlatformName, ProofId } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import type { BlobId, PhotoRefusal } from '../photo.ts';

/** A proof whose photos wait to be copied. */
export interface WaitingPhotos {
  readonly platform: PlatformName;
  readonly locale: Locale;
  /** Where the line about a refused photo is posted. */
  readonly thread: EffectTarget;
  /** Photos of this member kept in the last 24 hours. */
  readonly keptToday: number;
  readonly photos: readonly {
    readonly ordinal: number;
    readonly ref: AttachmentRef;
    readonly name: string;
    /** How often the decoder died on this photo. */
    readonly tries: number;
  }[];
}

/** The two copies of a photo. Width and height are the original's, upright, in pixels. */
export interface KeptPhoto {
  readonly large: BlobId;
  readonly small: BlobId;
  readonly width: number;
  readonly height: number;
}

/** The rows of photos and of their copies. */
export interface PhotoStore {
  /** The proof's photos that wait to be copied; null if there are none (any more) or the proof is gone. */
  waiting(proof: ProofId): Promise<WaitingPhotos | null>;
  /**
   * Runs `put` and stores its result, locked so that no erasure of the same content comes between. Returns false and stores nothing
   * if other photos meanwhile used up the `most` that are kept per member and day.
   */
  keep(proof: ProofId, ordinal: number, most: number, put: () => Promise<KeptPhoto>): Promise<boolean>;
  /** Stores a refusal together with the delivery of its line. */
  refuse(
    proof: ProofId,
    ordinal: number,
    refusal: PhotoRefusal,
    line: { readonly key: DeliveryKey; readonly effect: Effect },
  ): Promise<void>;
  /** Counts a try on which the decoder died. */
  countTry(proof: ProofId, ordinal: number): Promise<void>;
  /** Lets the cheer begin, as all photos are settled. */
  releaseCheer(proof: ProofId): Promise<void>;
  /** Forgets the copies of a proof, or only of its `dropped` photos, and runs `remove` on each blob that nothing else refers to. */
  erase(proof: ProofId, dropped: boolean, remove: (blob: BlobId) => Promise<void>): Promise<void>;
  /** Runs `remove` on each of these blobs that no row refers to and that nobody is about to refer to. Returns how many. */
  sweep(blobs: readonly BlobId[], remove: (blob: BlobId) => Promise<void>): Promise<number>;
}
