import type { CheerContext, CheerStore, WrittenCheer } from '../../../src/core/cheer/store.ts';
import type { Effect } from '../../../src/core/delivery/effect.ts';
import type { DeliveryKey } from '../../../src/core/model/ids.ts';
import type { BlobId, BlobStore } from '../../../src/core/photo.ts';

/** The context of a Korean proof on its twelfth day. */
export function cheerContext(changes: Partial<CheerContext> = {}): CheerContext {
  return {
    proof: 'proof-1' as CheerContext['proof'],
    workspace: 'workspace-1' as CheerContext['workspace'],
    member: { id: 'member-1' as CheerContext['member']['id'], name: '지민' },
    locale: 'ko',
    text: '한강에서 5km 달렸다',
    situation: 'usual',
    challenge: 'challenge-1' as CheerContext['challenge'],
    challengeTitle: '아침 러닝',
    daysDone: 12,
    day: '2026-11-20' as CheerContext['day'],
    late: false,
    onCard: false,
    message: 'message-1',
    smallPhoto: null,
    hasPhoto: false,
    recent: [],
    recordedAt: 0 as CheerContext['recordedAt'],
    revision: 0,
    try: 1,
    ...changes,
  };
}

export interface StoredCheer {
  readonly cheer: WrittenCheer;
  readonly delivery: { readonly key: DeliveryKey; readonly effect: Effect };
}

/** The cheers of one proof, in memory, by the rules of `CheerStore`. */
export function memoryCheers(context: CheerContext): CheerStore & {
  readonly stored: readonly StoredCheer[];
  /** The proof was edited or deleted while the cheer was being written. */
  overtake(): void;
} {
  const stored: StoredCheer[] = [];
  let revision = context.revision;
  return {
    stored,
    overtake() {
      revision++;
    },
    async begin(proof) {
      const written = stored.length > 0;
      return proof === context.proof && !written ? context : null;
    },
    async store(begun, cheer, delivery) {
      if (begun.revision !== revision || stored.length > 0) return false;
      stored.push({ cheer, delivery });
      return true;
    },
  };
}

/** Small photos by their id. */
export function memoryBlobs(blobs: Readonly<Record<string, Uint8Array>> = {}): Pick<BlobStore, 'get'> {
  return { get: async (id: BlobId) => blobs[id] ?? null };
}
