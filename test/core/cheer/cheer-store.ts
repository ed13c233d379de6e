import type { AskLater, CheerContext, CheerStore, WrittenCheer } from '../../../src/core/cheer/store.ts';
import type { Effect } from '../../../src/core/delivery/effect.ts';
import type { DeliveryKey } from '../../../src/core/model/ids.ts';
import type { BlobId, BlobStore } from '../../../src/core/photo.ts';

/** The context of a Korean proof on its twelfth day. */
export function cheerContext(changes: Partial<CheerContext> = {}): CheerContext {
  return {
    proof: 'proof-1' as CheerContext['proof'],
    workspace: 'workspace-1' as CheerContext['workspace'],
    platform: 'slack',
    member: { id: 'member-1' as CheerContext['member']['id'], name: '지민' },
    locale: 'ko',
    tone: 'warm',
    character: 'damjji',
    house: 'damjji',
    text: '한강에서 5km 달렸다',
    situation: 'usual',
    challenge: 'challenge-1' as CheerContext['challenge'],
    tellable: true,
    challengeTitle: '아침 러닝',
    daysDone: 12,
    day: '2026-11-20' as CheerContext['day'],
    late: false,
    onCard: false,
    message: 'message-1',
    postedAt: 0 as CheerContext['postedAt'],
    smallPhoto: null,
    hasPhoto: false,
    recent: [],
    lastAngles: [],
    recordedAt: 0 as CheerContext['recordedAt'],
    revision: 0,
    try: 1,
    ...changes,
  };
}

export interface StoredCheer {
  readonly cheer: WrittenCheer;
  readonly delivery: { readonly key: DeliveryKey; readonly effect: Effect };
  /** When the model is asked again. */
  readonly later: AskLater | null;
}

/** The cheers of one proof, in memory, by the rules of `CheerStore`. */
export function memoryCheers(context: CheerContext): CheerStore & {
  readonly stored: readonly StoredCheer[];
  /** Nothing was said, and why. */
  readonly silences: readonly string[];
  /** When it is asked for once more, of late tries alone. */
  readonly asked: readonly AskLater[];
  /** The proof was edited or deleted while the cheer was being written. */
  overtake(): void;
} {
  const stored: StoredCheer[] = [];
  const silences: string[] = [];
  const asked: AskLater[] = [];
  let revision = context.revision;
  const isWritten = () => stored.length > 0 || silences.length > 0;
  return {
    stored,
    silences,
    asked,
    overtake() {
      revision++;
    },
    async begin(proof) {
      return proof === context.proof && !isWritten() ? context : null;
    },
    async store(begun, cheer, delivery, later) {
      if (begun.revision !== revision || isWritten()) return 'overtaken';
      stored.push({ cheer, delivery, later });
      return 'stored';
    },
    async keepSilent(begun, reason) {
      if (begun.revision !== revision || isWritten()) return false;
      silences.push(reason);
      return true;
    },
    async beginLate(proof, of) {
      const stands = proof === context.proof && of === revision && stored.at(-1)?.cheer.source === 'template';
      if (!stands) return null;
      return { ...context, revision: revision + 1, situation: stored.at(-1)!.cheer.situation };
    },
    async storeLate(begun, cheer, delivery) {
      if (begun.revision !== revision + 1 || stored.at(-1)?.cheer.source !== 'template') return false;
      revision++;
      stored.push({ cheer, delivery, later: null });
      return true;
    },
    // Nothing here recalls anything.
    beginWithout: async () => null,
    storeWithout: async () => false,
    takeDown: async () => false,
    async askLater(_proof, _revision, later) {
      asked.push(later);
    },
  };
}

/** Small photos by their id. */
export function memoryBlobs(blobs: Readonly<Record<string, Uint8Array>> = {}): Pick<BlobStore, 'get'> {
  return { get: async (id: BlobId) => blobs[id] ?? null };
}
