import type { Tone } from '../characters/index.ts';
import type { Effect } from '../delivery/effect.ts';
import type { Remembered } from '../memory/store.ts';
import type { CivilDay, Instant } from '../model/day.ts';
import type { ChallengeId, DeliveryKey, MemberId, PlatformName, ProofId, WorkspaceId } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import type { BlobId } from '../photo.ts';
import type { Angle } from './angle.ts';
import type { Situation } from './situation.ts';

/** Everything a cheer is written from, as the database holds it when writing begins. */
export interface CheerContext {
  readonly proof: ProofId;
  readonly workspace: WorkspaceId;
  readonly platform: PlatformName;
  readonly member: { readonly id: MemberId; readonly name: string };
  readonly locale: Locale;
  readonly tone: Tone;
  /** Id of the character that speaks to this member: their own choice, else the workspace's (core/characters). */
  readonly character: string;
  /** The workspace's character; a cheer by another one names its speaker. */
  readonly house: string;
  readonly text: string;
  readonly situation: Situation;
  /** The challenge the proof counts for; if it counts for several, the one with most to tell (check-in/verdict-facts.ts). */
  readonly challenge: ChallengeId;
  /** Where the cheer is said, the challenge may be named: it is open, or has its channel there. */
  readonly tellable: boolean;
  /** Null where it may not be told (`asTold`), as for `daysDone`. */
  readonly challengeTitle: string | null;
  readonly daysDone: number | null;
  readonly day: CivilDay;
  /** The proof counts for an earlier day than the one it was posted on. */
  readonly late: boolean;
  /** The proof was given by a command: its cheer goes into the thread of the card we posted for it. */
  readonly onCard: boolean;
  readonly message: string;
  /** When the proof was posted, in milliseconds since 1970. */
  readonly postedAt: Instant;
  readonly smallPhoto: BlobId | null;
  readonly hasPhoto: boolean;
  /** The member's last 20 cheers, newest first. */
  readonly recent: readonly string[];
  /** The angles of those cheers; null where none is known. */
  readonly lastAngles: readonly (Angle | null)[];
  /** When the check-in was recorded, in milliseconds since 1970. */
  readonly recordedAt: Instant;
  /** 0: the first cheer of this proof; n: its n-th replacement, after an edit, a late answer of the model or a forgotten memory. */
  readonly revision: number;
  /** Number of this attempt, raised by each `begin`: text written by an earlier attempt is not stored. */
  readonly try: number;
}

/** A finished cheer and how it came about. */
export interface WrittenCheer {
  /** Two lines, or one line of emoji for members who want no words. */
  readonly lines: readonly [string, string] | readonly [string];
  readonly source: 'model' | 'template';
  readonly situation: Situation;
  readonly character: string;
  /** The angle the model was given; null for a template. */
  readonly angle: Angle | null;
  /** The member's earlier proof that the cheer recalls; null if it recalls none. */
  readonly memory: ProofId | null;
  readonly model: string | null;
  readonly templateId: string | null;
  readonly promptVersion: string | null;
  /** Why a template is used; null for a model's cheer. */
  readonly reason: string | null;
}

/** The ledger entry that posts a cheer (or edits the posted one), stored with the cheer's text. */
export interface CheerDelivery {
  readonly key: DeliveryKey;
  readonly effect: Effect;
  /** The recalled proof with the text that was read: if that text has changed since or is gone, nothing is stored. */
  readonly recalls?: Recalled | null;
}

/** A recalled proof with its text as it was read. */
export type Recalled = Pick<Remembered, 'proof' | 'text'>;

/** `overtaken`: the proof was deleted or edited meanwhile. `forgotten`: the recalled proof was. */
export type Stored = 'stored' | 'overtaken' | 'forgotten';

/** When the model is asked again for a cheer that a template stands in for, and until when its answer is still wanted. */
export interface AskLater {
  readonly at: Instant;
  readonly until: Instant;
}

/** Why nothing is posted. `silentHeld`: the guard would not have allowed a free text either, so the proof is not remembered. */
export type Silence = 'silent' | 'silentHeld';

/** The rows of cheers. A cheer's revision and try guard every write, so that a late or repeated job changes nothing. */
export interface CheerStore {
  /**
   * Begins to write a cheer: `queued` becomes `generating`. Null when there is nothing to write (written already, deleted, given up).
   * After a kill it may be begun again from the start, since nothing was posted yet.
   */
  begin(proof: ProofId): Promise<CheerContext | null>;
  /**
   * Stores the text with its delivery and the jobs that follow, before anything is posted: whatever happens afterwards, exactly
   * this text is sent.
   */
  store(
    context: CheerContext,
    cheer: WrittenCheer,
    delivery: CheerDelivery,
    later: AskLater | null,
  ): Promise<Stored>;
  /** Stores that nothing is posted, and why; the proof is remembered all the same (unless `silentHeld`). False: overtaken. */
  keepSilent(context: CheerContext, reason: Silence): Promise<boolean>;
  /**
   * The context for replacing a stored template of this revision by a late answer; its revision is the next one. Null when the
   * proof was edited or taken back, or the template was already replaced.
   */
  beginLate(proof: ProofId, revision: number): Promise<CheerContext | null>;
  /** Replaces the template by the late answer, once. False when meanwhile something happened for which `beginLate` gives null. */
  storeLate(context: CheerContext, cheer: WrittenCheer, delivery: CheerDelivery): Promise<boolean>;
  /**
   * The context for rewriting a stored cheer without the proof `memory` that it recalls; its revision is the next one. Null when
   * the cheer does not recall it (any more), or the proof can no longer be cheered.
   */
  beginWithout(proof: ProofId, memory: ProofId): Promise<CheerContext | null>;
  /**
   * Replaces the cheer, once: a posted one is edited, a pending delivery is sent with the new words, and the old words are kept
   * nowhere. False when the cheer was rewritten meanwhile.
   */
  storeWithout(
    context: CheerContext,
    memory: ProofId,
    cheer: WrittenCheer,
    delivery: CheerDelivery,
  ): Promise<boolean>;
  /**
   * Removes a cheer that recalls `memory`, posted or not, and deletes its words, so that a retry by hand does not say them either. False
   * when there is none.
   */
  takeDown(proof: ProofId, memory: ProofId): Promise<boolean>;
  /** Schedules the next late try for a template that still stands. */
  askLater(proof: ProofId, revision: number, later: AskLater): Promise<void>;
}
