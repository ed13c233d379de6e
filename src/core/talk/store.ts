import type { LastCare } from '../care/store.ts';
import type { Tone } from '../characters/index.ts';
import type { EffectTarget } from '../delivery/effect.ts';
import { deliveryKey, partsIf } from '../delivery/keys.ts';
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

/** The id of a turn: one message to us, and our answer to it. */
export type TurnId = Brand<'TurnId'>;

/** The delivery key of the answer to a turn. */
export const talkKey = (turn: TurnId): DeliveryKey => deliveryKey('talk', turn);

/** The delivery key of the edit that adds an answer's second line. */
export const talkMoreKey = (turn: TurnId): DeliveryKey => deliveryKey('talk-more', turn);

/** The turn that a delivery answers; null for deliveries that answer none. */
export function turnOf(key: DeliveryKey): TurnId | null {
  return (partsIf(key, 'talk', 'talk-more')[0] ?? null) as TurnId | null;
}

/**
 * Why a turn gets no ordinary answer. `enough`: the member's answers of this hour are used up; a kind line says so. `overLimit`:
 * another turn after that; no answer. `tooLate`: it was written too long ago; no answer.
 */
export const restraints = ['enough', 'overLimit', 'tooLate'] as const;
export type Restraint = (typeof restraints)[number];

/** A thread, with the proof it hangs on; null: on none of ours. */
export interface TalkThread extends ThreadSoFar {
  readonly proof: ProofId | null;
}

/** A turn, its row locked, with how to reach its member and the host. */
export interface TurnPlace {
  readonly turn: TurnId;
  readonly text: string;
  readonly deleted: boolean;
  /** Care was given because of this turn. */
  readonly inCare: boolean;
  readonly message: MessageRef;
  readonly at: Instant;
  readonly proof: ProofId | null;
  /** The proof's channel; null if the thread hangs on no proof of ours. */
  readonly channel: ChannelRef | null;
  readonly workspace: {
    readonly id: WorkspaceId;
    readonly ref: WorkspaceRef;
    readonly platform: PlatformName;
    readonly locale: Locale;
    readonly zone: string;
  };
  readonly member: MemberRow;
  /** The host of the channel's challenge; null if there is none. */
  readonly host: { readonly ref: MemberRef; readonly locale: Locale | null } | null;
}

/** What a transaction can do about talk. */
export interface TalkTx {
  /** The thread that hangs on this message, as far as we know it. */
  talkThread(workspace: WorkspaceId, thread: MessageRef): Promise<TalkThread>;
  /** Whether a message was deleted before it arrived. */
  wasDeleted(workspace: WorkspaceId, message: MessageRef): Promise<boolean>;
  /** Records that somebody wrote in a thread, without any of the words. Somebody who is no member here is recorded anonymously. */
  noteVoice(
    workspace: WorkspaceId,
    voice: {
      readonly thread: MessageRef;
      readonly message: MessageRef;
      readonly by: MemberRef;
      readonly at: Instant;
    },
  ): Promise<void>;
  /** Locks the member. `turns`: how many answers they had since; `told`: whether `enough` was said to them. */
  countTurns(member: MemberId, since: Instant): Promise<{ readonly turns: number; readonly told: boolean }>;
  /** Locks the member and returns whether they were shown since then where their proofs count. */
  wasShownWhere(member: MemberId, since: Instant): Promise<boolean>;
  /** Adds a turn; null if its message has one already. `wait` false: it is only recorded, no answer will be written. */
  addTurn(
    workspace: WorkspaceId,
    turn: {
      readonly thread: MessageRef;
      readonly message: MessageRef;
      readonly member: MemberId;
      readonly text: string;
      readonly at: Instant;
      /** `shownInThread`: a hint under a photo in a thread, which does not make the member's next message talk with us. */
      readonly restraint: Restraint | 'shownWhere' | 'shownInThread' | null;
      readonly wait: boolean;
    },
  ): Promise<TurnId | null>;
  /** The turns among these messages, including those of which only the voice was recorded. */
  turnsAmong(
    workspace: WorkspaceId,
    messages: readonly MessageRef[],
  ): Promise<readonly { readonly turn: TurnId; readonly message: MessageRef }[]>;
  /** Locks and reads a turn; null if it is not kept any more. */
  lockTurn(turn: TurnId): Promise<TurnPlace | null>;
  /** Stores a turn's edited words. False if its words are not kept; a file that came without words may get some. */
  editTurn(turn: TurnId, text: string): Promise<boolean>;
  /** Erases the words of a turn and of our answer. */
  eraseTurn(turn: TurnId, at: Instant): Promise<void>;
  /** Erases a turn's words and stores that it led to care, but not why. */
  saveTalkCare(turn: TurnId): Promise<void>;
  /**
   * Skips our pending answer and returns the posted one. One that was given up but may stand is looked for once more. `open`: it is being
   * posted or looked for, or its outcome is not known yet.
   */
  stopAnswer(
    turn: TurnId,
    reason: string,
  ): Promise<{ readonly standing: MessageRef | null; readonly open: boolean }>;
}

/** How long the words of a talk are kept; an answer needs only those of its thread. */
export const talkKeptMs = 30 * 24 * 60 * 60_000;

/** Everything an answer is written from. */
export interface TurnContext {
  readonly turn: TurnId;
  /** Number of this attempt; only the latest may store its answer. */
  readonly try: number;
  readonly workspace: WorkspaceId;
  readonly workspaceRef: WorkspaceRef;
  readonly member: { readonly id: MemberId; readonly ref: MemberRef; readonly name: string };
  readonly locale: Locale;
  /** The member's own zone, else the workspace's. */
  readonly zone: string;
  readonly tone: Tone;
  readonly character: string;
  /** The workspace's character. */
  readonly house: string;
  readonly restraint: Restraint | null;
  readonly message: MessageRef;
  readonly text: string;
  readonly at: Instant;
  /** The proof that the thread hangs on; null if there is none. */
  readonly proof: {
    readonly id: ProofId;
    /** The title of its challenge; empty where that may not be named, as a closed one outside its channel. */
    readonly title: string;
    readonly text: string;
    readonly cheer: string | null;
    /** Its author was given care: nothing of this thread may reach a model. */
    readonly care: boolean;
  } | null;
  /** The last six turns before this one, oldest first. */
  readonly earlier: readonly EarlierTurn[];
  /** Our last answers to this member in the thread, newest first, followed by the cheer. */
  readonly recent: readonly string[];
  readonly lastCare: LastCare | null;
}

/** A finished answer and how it came about. */
export interface WrittenAnswer {
  readonly lines: readonly [string] | readonly [string, string];
  readonly source: 'model' | 'template';
  /** Why a hand-written answer is used; null if the model wrote it. */
  readonly reason: string | null;
}

/** How an answer is posted. */
export interface AnswerDelivery {
  readonly target: Extract<EffectTarget, { kind: 'thread' }>;
  readonly view: CheerView;
  /** The edit at `at` that adds the second line; null if everything is posted at once. */
  readonly more: { readonly view: CheerView; readonly at: Instant; readonly to: Listener } | null;
}

/** The database for answering turns; each method is one round trip. */
export interface TalkStore {
  /** Begins an attempt at an answer; null when none is wanted (any more). */
  begin(turn: TurnId): Promise<TurnContext | null>;
  /** Stores the answer with its delivery and job. False if the turn changed meanwhile. */
  store(context: TurnContext, answer: WrittenAnswer, delivery: AnswerDelivery): Promise<boolean>;
  /** Ends a turn without an answer. */
  giveUp(context: TurnContext, reason: string): Promise<void>;
  /** Whether the message that a delivery answers was deleted. */
  isGone(turn: TurnId): Promise<boolean>;
  /** Erases the words of older turns and of our answers to them, not the turns. Returns how many. */
  forgetBefore(at: Instant): Promise<number>;
  /**
   * Deletes records of people writing to one another before `at`; returns how many. The last record of each person in a thread stays,
   * since `isForUs` asks who wrote between us and the member, however late the member writes again. `all`: looks further back than
   * the last week, as is needed after an absence.
   */
  forgetVoices(at: Instant, all?: boolean): Promise<number>;
}
