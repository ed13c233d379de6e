import type { Effect } from '../delivery/effect.ts';
import type { CivilDay, Instant } from '../model/day.ts';
import type { ChallengeId, DeliveryKey, MemberId, ProofId, WorkspaceId } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import type { BlobId } from '../photo.ts';
import type { Situation } from './situation.ts';

/** All a cheer is written from. */
export interface CheerContext {
  readonly proof: ProofId;
  readonly workspace: WorkspaceId;
  readonly member: { readonly id: MemberId; readonly name: string };
  readonly locale: Locale;
  readonly text: string;
  readonly situation: Situation;
  /** The challenge it counts for; of several, the first. */
  readonly challenge: ChallengeId;
  readonly challengeTitle: string;
  readonly daysDone: number;
  readonly day: CivilDay;
  /** Posted for an earlier day than its own. */
  readonly late: boolean;
  /** A command's proof hangs its cheer on our card. */
  readonly onCard: boolean;
  readonly message: string;
  readonly smallPhoto: BlobId | null;
  readonly hasPhoto: boolean;
  /** The member's last 20 cheers, newest first. */
  readonly recent: readonly string[];
  /** When the check-in was recorded, in milliseconds since 1970. */
  readonly recordedAt: Instant;
  /** 0: the first; n: the n-th after edits. */
  readonly revision: number;
  /** Which begin this is: text written for an earlier one is not stored. */
  readonly try: number;
}

export interface WrittenCheer {
  readonly lines: readonly [string, string];
  readonly source: 'model' | 'template';
  readonly model: string | null;
  readonly templateId: string | null;
  readonly promptVersion: string | null;
  /** Why a template speaks. */
  readonly reason: string | null;
}

export interface CheerStore {
  /**
   * Begins to write: `queued` becomes `generating`. Null: nothing to write (written already, deleted, given up).
   * Begun again after a kill, it goes on from the start, since nothing was said yet.
   */
  begin(proof: ProofId): Promise<CheerContext | null>;
  /**
   * Stores the text together with its delivery, before anything is posted: whatever happens then, this is what is said.
   * False: meanwhile the proof was deleted or edited again; nothing was stored.
   */
  store(
    context: CheerContext,
    cheer: WrittenCheer,
    delivery: { readonly key: DeliveryKey; readonly effect: Effect },
  ): Promise<boolean>;
}
