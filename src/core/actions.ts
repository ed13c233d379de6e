import { writeAction } from './action-codec.ts';
import type { FormPart } from './challenge/form-parts.ts';
import type { Tone } from './characters/index.ts';
import type { DeadCause } from './dead-letters/store.ts';
import type { CivilDay } from './model/day.ts';
import type { Brand, ChallengeId, MemberId, ProofId } from './model/ids.ts';
import type { Later } from './nudge/personal/settings.ts';
import type { SummaryKind } from './nudge/summary/period.ts';
import type { BoardOrder } from './record/board-orders.ts';
import type { Rest } from './streak/rest-store.ts';
import type { AnswerViews, FormView } from './views.ts';

/** What a manager or a member may do with one challenge by pressing a button. */
export type ChallengeAction =
  | 'join'
  | 'leave'
  /** Leaves and erases the member's records of this challenge; `leave` keeps them. */
  | 'leaveErase'
  | 'info'
  /** A draft's preview: rule, next weeks, every message to come. */
  | 'preview'
  | 'start'
  | 'end'
  | 'endNow'
  | 'pause'
  | 'resume'
  | 'delete'
  | 'deleteNow'
  | 'handOver'
  | 'handOverTo'
  /** The same challenge anew, as a draft. */
  | 'again'
  /** One's own card at the end of a challenge. */
  | 'myCard'
  /** Shown on the leaderboard from now on, or no more. */
  | 'boardOn'
  | 'boardOff'
  | 'streak'
  | 'stats'
  | 'restToday'
  | 'restBack';

/**
 * What a button or a form of ours does when it is pressed or sent. A closed union: of a new case the compiler asks how it is written and
 * read (action-codec.ts), what platforms must know of it (action-traits.ts) and who does it (commands/index.ts).
 */
export type Action =
  | { readonly do: ChallengeAction; readonly challenge: ChallengeId }
  /** The create form, sent; what it did not ask is as in its template. */
  | { readonly do: 'createChallenge'; readonly template?: string }
  /** Opens the create form, filled from a template where one is named, or with what was `typed` into one that was refused. */
  | { readonly do: 'openCreateForm'; readonly template?: string; readonly typed?: string }
  /** Opens a part of an existing challenge's form, and takes it back filled in, judged against the version it showed. */
  | {
      readonly do: 'edit';
      readonly challenge: ChallengeId;
      readonly part: FormPart;
      readonly typed?: string;
    }
  | {
      readonly do: 'saveEdit';
      readonly challenge: ChallengeId;
      readonly part: FormPart;
      readonly version: number;
    }
  /** After the look at what a change of the rule would do: the change itself travels in the audit row `change`. */
  | { readonly do: 'applyEdit'; readonly challenge: ChallengeId; readonly change: string }
  /** Which challenge a post counts for, where a channel has several; `once`: this post alone, nothing is remembered. */
  | {
      readonly do: 'choose';
      readonly proof: ProofId;
      readonly challenge: ChallengeId;
      readonly once?: true;
    }
  /** The same of somebody else's post, answered by a manager. */
  | { readonly do: 'chooseFor'; readonly proof: ProofId; readonly challenge: ChallengeId }
  /** The check-in of one's own post is of that day instead. */
  | {
      readonly do: 'forDay';
      readonly proof: ProofId;
      readonly challenge: ChallengeId;
      readonly day: CivilDay;
    }
  /** On the card of `/pal`: who cheers the presser (null: the workspace's), and how. */
  | { readonly do: 'palCharacter'; readonly character: string | null }
  | { readonly do: 'palTone'; readonly tone: Tone }
  /** An earlier proof of the presser's own is recalled in cheers no more. */
  | { readonly do: 'forget'; readonly proof: ProofId }
  /** One's own days off, as the button shows them, in a challenge or (null) wherever they are booked. */
  | {
      readonly do: 'restCancel';
      readonly challenge: ChallengeId | null;
      readonly kind: Rest['kind'];
      readonly from: CivilDay;
      readonly to: CivilDay;
    }
  /** Pages of the ledger: the days up to and including `until`. */
  | { readonly do: 'why'; readonly challenge: ChallengeId; readonly until: CivilDay }
  /** `of`: '2026-11' or '2026'; all of the member's challenges when `challenge` is null. */
  | { readonly do: 'calendar'; readonly challenge: ChallengeId | null; readonly of: string }
  | { readonly do: 'board'; readonly challenge: ChallengeId; readonly by: BoardOrder }
  /** Pages of the member's own proofs from `offset` on; `of`: '2026-11' or null. */
  | {
      readonly do: 'records';
      readonly challenge: ChallengeId | null;
      readonly of: string | null;
      readonly offset: number;
    }
  /** Pages of a search: its words travel with the button, as they were typed. */
  | {
      readonly do: 'search';
      readonly offset: number;
      readonly challenge: ChallengeId | null;
      readonly from: CivilDay | null;
      readonly to: CivilDay | null;
      readonly words: string;
    }
  /** What a challenge's channel is told of weeks and months, switched on or off. */
  | {
      readonly do: 'summary';
      readonly challenge: ChallengeId;
      readonly kind: SummaryKind;
      readonly on: boolean;
    }
  /** What became of nudges, day by day up to `until`. */
  | { readonly do: 'nudgeLog'; readonly until: CivilDay }
  /** Pages of what managers did, from `offset` on. */
  | { readonly do: 'log'; readonly challenge: ChallengeId | null; readonly offset: number }
  /** Dead letters of one cause, tried again. */
  | { readonly do: 'redrive'; readonly cause: DeadCause }
  /** To the managers, about days an outage took. */
  | { readonly do: 'excuseDays' | 'keepDays'; readonly outage: string }
  /** One's own card of `/pal`, and one's own days off, as their commands show them. */
  | { readonly do: 'openPal' | 'openRest' }
  /** The form of one's own nudges, opened and sent; and the answer that they are not wanted. */
  | { readonly do: 'nudgeForm' | 'nudgeSave' | 'nudgeNo' }
  /** On a member's nudge about a day: asks when to come again, and comes so many minutes later. */
  | { readonly do: 'nudgeLater' | 'nudgeRest'; readonly member: MemberId; readonly day: CivilDay }
  | { readonly do: 'nudgeAgain'; readonly member: MemberId; readonly day: CivilDay; readonly in: Later }
  | { readonly do: 'nudgeOff'; readonly member: MemberId }
  /** To the managers, about a check-in they removed: `audit` is the removal's row. */
  | { readonly do: 'appeal'; readonly audit: string }
  | { readonly do: 'sendAppeal'; readonly audit: string };

/** An `Action` as the at most 100 characters a platform carries in a button. Versioned, so old buttons stay readable. */
export type ActionId = Brand<'ActionId'>;

const longest = 100;

/** Throws a RangeError for an action that does not fit a button; only a search can be that long (`fitsButton`). */
export function actionId(action: Action): ActionId {
  const id = writeAction(action);
  if (id.length > longest) throw new RangeError(`${action.do} does not fit a button`);
  return id as ActionId;
}

export function fitsButton(action: Action): boolean {
  return writeAction(action).length <= longest;
}

/**
 * The answer to a command or an action. Whether others see it is fixed by the command (`visibility`); answers to
 * actions are private. A form can only be the answer of a command whose pace is `form`, or of a button.
 */
export type Reply =
  | { readonly kind: 'message'; readonly view: AnswerViews }
  | { readonly kind: 'form'; readonly form: FormView }
  | { readonly kind: 'none' };
