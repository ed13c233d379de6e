import type { Tone } from '../characters/index.ts';
import type { Effect } from '../delivery/effect.ts';
import type { Remembered } from '../memory/store.ts';
import type { CivilDay, Instant } from '../model/day.ts';
import type { ChallengeId, DeliveryKey, MemberId, PlatformName, ProofId, WorkspaceId } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import type { BlobId } from '../photo.ts';
import type { Angle } from './angle.ts';
import type { Situation } from './situation.ts';

/** All a cheer is written from. */
export interface CheerContext {
  readonly proof: ProofId;
  readonly workspace: WorkspaceId;
  readonly platform: PlatformName;
  readonly member: { readonly id: MemberId; readonly name: string };
  readonly locale: Locale;
  readonly tone: Tone;
  /** Who speaks to this member: their own choice, else the workspace's (core/characters). */
  readonly character: string;
  /** The workspace's own. */
  readonly house: string;
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
  /** When the proof was posted, in milliseconds since 1970. */
  readonly postedAt: Instant;
  readonly smallPhoto: BlobId | null;
  readonly hasPhoto: boolean;
  /** The member's last 20 cheers, newest first. */
  readonly recent: readonly string[];
  /** What those were about; null where that is not known. */
  readonly lastAngles: readonly (Angle | null)[];
  /** When the check-in was recorded, in milliseconds since 1970. */
  readonly recordedAt: Instant;
  /** 0: the first; n: the n-th after edits, or after a template whose late answer took its place. */
  readonly revision: number;
  /** Which begin this is: text written for an earlier one is not stored. */
  readonly try: number;
}

export interface WrittenCheer {
  /** One line of emoji for who wants no words. */
  readonly lines: readonly [string, string] | readonly [string];
  readonly source: 'model' | 'template';
  readonly situation: Situation;
  readonly character: string;
  /** What the model was to write about; null where a template speaks. */
  readonly angle: Angle | null;
  /** The member's earlier proof it recalls. */
  readonly memory: ProofId | null;
  readonly model: string | null;
  readonly templateId: string | null;
  readonly promptVersion: string | null;
  /** Why a template speaks. */
  readonly reason: string | null;
}

/** What is said and when else the model is asked for it, stored with the text. */
export interface CheerDelivery {
  readonly key: DeliveryKey;
  readonly effect: Effect;
  /** The earlier proof it speaks of, in the words that were read: where they are so no more, nothing is stored. */
  readonly recalls?: Recalled | null;
}

export type Recalled = Pick<Remembered, 'proof' | 'text'>;

/** `overtaken`: deleted or edited meanwhile. `forgotten`: what it recalls was. */
export type Stored = 'stored' | 'overtaken' | 'forgotten';

/** The model is asked once more at `at`, until `until`: the template of this revision stands in for its answer. */
export interface AskLater {
  readonly at: Instant;
  readonly until: Instant;
}

/** Why nothing is said. `silentHeld`: nor could it have been said freely, so nothing of it is remembered. */
export type Silence = 'silent' | 'silentHeld';

export interface CheerStore {
  /**
   * Begins to write: `queued` becomes `generating`. Null: nothing to write (written already, deleted, given up).
   * Begun again after a kill, it goes on from the start, since nothing was said yet.
   */
  begin(proof: ProofId): Promise<CheerContext | null>;
  /**
   * Stores the text together with its delivery and the jobs that follow, before anything is posted: whatever happens then,
   * this is what is said.
   */
  store(
    context: CheerContext,
    cheer: WrittenCheer,
    delivery: CheerDelivery,
    later: AskLater | null,
  ): Promise<Stored>;
  /** Writes down that nothing is said, and why; a proof that was looked at is remembered all the same. False: overtaken. */
  keepSilent(context: CheerContext, reason: Silence): Promise<boolean>;
  /**
   * The same context for a cheer that stands, of this revision, by a template; its revision is the next one. Null: the proof
   * was edited or taken back, or another text stands by now.
   */
  beginLate(proof: ProofId, revision: number): Promise<CheerContext | null>;
  /** Puts the late answer in the template's place, once. False: as `beginLate` says, meanwhile. */
  storeLate(context: CheerContext, cheer: WrittenCheer, delivery: CheerDelivery): Promise<boolean>;
  /**
   * The same context for a cheer that stands and recalls `memory`, which is to be said anew without it; its revision is the next
   * one. Null: it does not (any more), or nothing can be cheered there.
   */
  beginWithout(proof: ProofId, memory: ProofId): Promise<CheerContext | null>;
  /** Puts it in the place of what stands, once, also in what is kept of that. False: meanwhile it was written anew. */
  storeWithout(
    context: CheerContext,
    memory: ProofId,
    cheer: WrittenCheer,
    delivery: CheerDelivery,
  ): Promise<boolean>;
  /** Takes what stands and recalls `memory` away, words and all. False: nothing does. */
  takeDown(proof: ProofId, memory: ProofId): Promise<boolean>;
  /** The next late try of a template that still stands. */
  askLater(proof: ProofId, revision: number, later: AskLater): Promise<void>;
}
