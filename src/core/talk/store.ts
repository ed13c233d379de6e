import type { LastCare } from '../care/store.ts';
import type { Tone } from '../characters/index.ts';
import type { EffectTarget } from '../delivery/effect.ts';
import { deliveryKey, partsIf } from '../delivery/keys.ts';
import type { StandingDelivery } from '../delivery/store.ts';
import type { Instant } from '../model/day.ts';
import type {
  Brand,
  ChannelRef,
  DeliveryKey,
  MemberId,
  MemberRef,
  MessageRef,
  PlatformName,
  ProofId,
  WorkspaceId,
  WorkspaceRef,
} from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import type { Listener } from '../ports.ts';
import type { MemberRow } from '../store.ts';
import type { CheerView } from '../views.ts';
import type { ThreadSoFar } from './for-us.ts';
import type { EarlierTurn } from './prompt.ts';

export type TurnId = Brand<'TurnId'>;

/** The answer to a turn, as the ledger knows it. */
export const talkKey = (turn: TurnId): DeliveryKey => deliveryKey('talk', turn);

/** What makes the first line of an answer the whole of it. */
export const talkMoreKey = (turn: TurnId): DeliveryKey => deliveryKey('talk-more', turn);

/** The turn that a delivery answers; null for every other delivery. */
export function turnOf(key: DeliveryKey): TurnId | null {
  return (partsIf(key, 'talk', 'talk-more')[0] ?? null) as TurnId | null;
}

/**
 * Why a turn is not answered as others are. `enough`: the last of its hour, by one kind line; `overLimit`: after that, and
 * `tooLate`: long after it was written, by nothing.
 */
export const restraints = ['enough', 'overLimit', 'tooLate'] as const;
export type Restraint = (typeof restraints)[number];

export interface TalkThread extends ThreadSoFar {
  readonly proof: ProofId | null;
}

/** A turn's place, locked, with those who may have to be told about it. */
export interface TurnPlace {
  readonly turn: TurnId;
  readonly text: string;
  readonly deleted: boolean;
  /** Somebody needed help there. */
  readonly inCare: boolean;
  readonly message: MessageRef;
  readonly at: Instant;
  readonly proof: ProofId | null;
  /** Null: the thread hangs on no proof of ours. */
  readonly channel: ChannelRef | null;
  readonly workspace: {
    readonly id: WorkspaceId;
    readonly ref: WorkspaceRef;
    readonly platform: PlatformName;
    readonly locale: Locale;
    readonly zone: string;
  };
  readonly member: MemberRow;
  /** Who made the challenge of the channel. */
  readonly host: { readonly ref: MemberRef; readonly locale: Locale | null } | null;
}

/** What concerns talk, of one transaction. */
export interface TalkTx {
  /** The thread that hangs on this message, as far as we know it. */
  talkThread(workspace: WorkspaceId, thread: MessageRef): Promise<TalkThread>;
  /** Whether a message was deleted before it arrived. */
  wasDeleted(workspace: WorkspaceId, message: MessageRef): Promise<boolean>;
  /** Notes that somebody wrote there, and no word of it. A member we do not know stays nobody in particular. */
  noteVoice(
    workspace: WorkspaceId,
    voice: {
      readonly thread: MessageRef;
      readonly message: MessageRef;
      readonly by: MemberRef;
      readonly at: Instant;
    },
  ): Promise<void>;
  /** Locks the member, and counts what they were answered since: `turns`, and whether they were told that it is enough. */
  countTurns(member: MemberId, since: Instant): Promise<{ readonly turns: number; readonly told: boolean }>;
  /** Locks the member, and answers whether they were shown since where their proofs count. */
  wasShownWhere(member: MemberId, since: Instant): Promise<boolean>;
  /** Null: it was taken in before. `wait` false: it is only noted, and no answer will be written. */
  addTurn(
    workspace: WorkspaceId,
    turn: {
      readonly thread: MessageRef;
      readonly message: MessageRef;
      readonly member: MemberId;
      readonly text: string;
      readonly at: Instant;
      /** `shownInThread`: of a photo in a thread, which makes what its member says next no talk with us. */
      readonly restraint: Restraint | 'shownWhere' | 'shownInThread' | null;
      readonly wait: boolean;
    },
  ): Promise<TurnId | null>;
  /** The turns among these messages, voices too. */
  turnsAmong(
    workspace: WorkspaceId,
    messages: readonly MessageRef[],
  ): Promise<readonly { readonly turn: TurnId; readonly message: MessageRef }[]>;
  lockTurn(turn: TurnId): Promise<TurnPlace | null>;
  /** Its words as they are now; false: none of it are kept. A file that came without any may be given some. */
  editTurn(turn: TurnId, text: string): Promise<boolean>;
  /** Forgets a turn's words and ours. */
  eraseTurn(turn: TurnId, at: Instant): Promise<void>;
  /** Forgets a turn's words; that it led to care is kept, and not why. */
  saveTalkCare(turn: TurnId): Promise<void>;
  /** What of our answer waits is skipped; what stands is returned. `open`: it is being said, or may have been. */
  stopAnswer(
    turn: TurnId,
    reason: string,
  ): Promise<{ readonly standing: MessageRef | null; readonly open: boolean }>;
  /** Forgets everything a member said to us, and our answers' words; returns those that stand on the platform. */
  eraseTalk(member: MemberId): Promise<readonly StandingDelivery[]>;
}

/** How long the words of a talk are kept: an answer looks no further back than its thread. */
export const talkKeptMs = 30 * 24 * 60 * 60_000;

/** All an answer is written from. */
export interface TurnContext {
  readonly turn: TurnId;
  /** Which try this is; only the latest may store its answer. */
  readonly try: number;
  readonly workspace: WorkspaceId;
  readonly workspaceRef: WorkspaceRef;
  readonly member: { readonly id: MemberId; readonly ref: MemberRef; readonly name: string };
  readonly locale: Locale;
  /** The member's, or the workspace's. */
  readonly zone: string;
  readonly tone: Tone;
  readonly character: string;
  /** The workspace's own. */
  readonly house: string;
  readonly restraint: Restraint | null;
  readonly message: MessageRef;
  readonly text: string;
  readonly at: Instant;
  /** Of the thread; null: it hangs on none. */
  readonly proof: {
    readonly id: ProofId;
    readonly title: string;
    readonly text: string;
    readonly cheer: string | null;
    /** Its author needed help there: of this thread nothing reaches a model. */
    readonly care: boolean;
  } | null;
  /** Oldest first, the last six. */
  readonly earlier: readonly EarlierTurn[];
  /** Last answers to this member there, newest first; then the cheer. */
  readonly recent: readonly string[];
  readonly lastCare: LastCare | null;
}

export interface WrittenAnswer {
  readonly lines: readonly [string] | readonly [string, string];
  readonly source: 'model' | 'template';
  /** Why a template speaks; null: the model wrote it. */
  readonly reason: string | null;
}

export interface AnswerDelivery {
  readonly target: Extract<EffectTarget, { kind: 'thread' }>;
  readonly view: CheerView;
  /** What the message is changed to at `at`; null: all is said at once. */
  readonly more: { readonly view: CheerView; readonly at: Instant; readonly to: Listener } | null;
}

/** What answering asks of the database; each step is one round trip. */
export interface TalkStore {
  /** Null: nothing is to be answered (any more). */
  begin(turn: TurnId): Promise<TurnContext | null>;
  /** Answer, delivery and job together; false: the turn changed meanwhile. */
  store(context: TurnContext, answer: WrittenAnswer, delivery: AnswerDelivery): Promise<boolean>;
  /** Ends a turn without an answer. */
  giveUp(context: TurnContext, reason: string): Promise<void>;
  /** Whether the message a delivery answers is gone. */
  isGone(turn: TurnId): Promise<boolean>;
  /** Forgets the words of turns from before, and those of our answers; how many. That there was a turn stays. */
  forgetBefore(at: Instant): Promise<number>;
  /**
   * Forgets that people spoke to one another before; how many times. The last of each of them in a thread stays: who spoke between
   * us and the member is asked however late that one writes again (`isForUs`). `all`: not only of the last week, as after an absence.
   */
  forgetVoices(at: Instant, all?: boolean): Promise<number>;
}
