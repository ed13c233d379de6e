import { writeAction } from './action-codec.ts';
import type { FormPart } from './challenge/form-parts.ts';
import type { Tone } from './characters/index.ts';
import type { DeadCause } from './dead-letters/store.ts';
import type { CivilDay } from './model/day.ts';
import type { Brand, ChallengeId, MemberId, MessageRef, ProofId } from './model/ids.ts';
import type { Later } from './nudge/personal/settings.ts';
import type { SummaryKind } from './nudge/summary/period.ts';
import type { BoardOrder } from './record/board-orders.ts';
import type { Rest } from './streak/rest-store.ts';
import type { AnswerViews, FormView } from './views.ts';

/** What pressing a button can do with one challenge, for a manager or a member. */
export type ChallengeAction =
  | 'join'
  | 'leave'
  /** Leaves and erases the member's records of this challenge; `leave` keeps them. */
  | 'leaveErase'
  | 'info'
  /** Shows a draft's preview: its rule, the next weeks, and every message that will be posted. */
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
  /** Makes a draft with the same settings as this challenge. */
  | 'again'
  /** Shows the member's own card at the end of a challenge. */
  | 'myCard'
  /** Shows the member on the leaderboard from now on, or no longer. */
  | 'boardOn'
  | 'boardOff'
  | 'streak'
  | 'stats'
  | 'restToday'
  | 'restBack';

/**
 * What a button or a form of ours does when it is pressed or sent. A closed union: for a new case the compiler demands how it is written
 * and read (action-codec.ts), what platforms must know about it (action-traits.ts) and what handles it (commands/index.ts).
 */
export type Action =
  | { readonly do: ChallengeAction; readonly challenge: ChallengeId }
  /** The create form was sent; values that it does not ask for come from the template. */
  | { readonly do: 'createChallenge'; readonly template?: string }
  /**
   * Opens the create form, filled in from a template if one is named. `typed` is the id of values that were typed into a form which
   * was refused, to be shown again.
   */
  | { readonly do: 'openCreateForm'; readonly template?: string; readonly typed?: string }
  /** Opens one part of the form of an existing challenge (`typed` as above). */
  | {
      readonly do: 'edit';
      readonly challenge: ChallengeId;
      readonly part: FormPart;
      readonly typed?: string;
    }
  /** That part was sent; `version` is the challenge's version that it showed. */
  | {
      readonly do: 'saveEdit';
      readonly challenge: ChallengeId;
      readonly part: FormPart;
      readonly version: number;
    }
  /** Applies a change of the rule, after its effect was shown. The change itself is in the audit row `change`. */
  | { readonly do: 'applyEdit'; readonly challenge: ChallengeId; readonly change: string }
  /**
   * The author says which challenge their post counts for, where a channel has several. `once`: for this post alone; the choice is
   * not remembered for later posts.
   */
  | {
      readonly do: 'choose';
      readonly proof: ProofId;
      readonly challenge: ChallengeId;
      readonly once?: true;
    }
  /** A manager says which challenge somebody else's post counts for. */
  | { readonly do: 'chooseFor'; readonly proof: ProofId; readonly challenge: ChallengeId }
  /** Moves the check-in of the member's own post to that day. */
  | {
      readonly do: 'forDay';
      readonly proof: ProofId;
      readonly challenge: ChallengeId;
      readonly day: CivilDay;
    }
  /** On the card of `/pal`: chooses the character that cheers the member (null: the workspace's), and its tone. */
  | { readonly do: 'palCharacter'; readonly character: string | null }
  | { readonly do: 'palTone'; readonly tone: Tone }
  /** Cheers must no longer recall this earlier proof of the member's. */
  | { readonly do: 'forget'; readonly proof: ProofId }
  /** Cancels the member's days off that the button shows, in one challenge or (null) wherever they are booked. */
  | {
      readonly do: 'restCancel';
      readonly challenge: ChallengeId | null;
      readonly kind: Rest['kind'];
      readonly from: CivilDay;
      readonly to: CivilDay;
    }
  /** A page of the streak's day-by-day explanation (`/streak why`): the days up to and including `until`. */
  | { readonly do: 'why'; readonly challenge: ChallengeId; readonly until: CivilDay }
  /** The calendar of a month or year. `of`: '2026-11' or '2026'; `challenge` null: all of the member's challenges. */
  | { readonly do: 'calendar'; readonly challenge: ChallengeId | null; readonly of: string }
  | { readonly do: 'board'; readonly challenge: ChallengeId; readonly by: BoardOrder }
  /** A page of the member's own proofs, from `offset` on; `of`: '2026-11', '2026' or null for all. */
  | {
      readonly do: 'records';
      readonly challenge: ChallengeId | null;
      readonly of: string | null;
      readonly offset: number;
    }
  /** A page of a search. The button carries the words as they were typed. */
  | {
      readonly do: 'search';
      readonly offset: number;
      readonly challenge: ChallengeId | null;
      readonly from: CivilDay | null;
      readonly to: CivilDay | null;
      readonly words: string;
    }
  /** Switches the weekly or monthly summary of a challenge's channel on or off. */
  | {
      readonly do: 'summary';
      readonly challenge: ChallengeId;
      readonly kind: SummaryKind;
      readonly on: boolean;
    }
  /** A page of what became of nudges, day by day up to `until`. */
  | { readonly do: 'nudgeLog'; readonly until: CivilDay }
  /** A page of what managers did, from `offset` on. */
  | { readonly do: 'log'; readonly challenge: ChallengeId | null; readonly offset: number }
  /** Tries the dead letters of one cause again. */
  | { readonly do: 'redrive'; readonly cause: DeadCause }
  /** A manager excuses the days lost to an outage, or leaves them as they are. */
  | { readonly do: 'excuseDays' | 'keepDays'; readonly outage: string }
  /** Shows the member's card of `/pal`, or their days off, as the commands do. */
  | { readonly do: 'openPal' | 'openRest' }
  /** Opens the form of the member's own nudges, saves it, or declines such nudges. */
  | { readonly do: 'nudgeForm' | 'nudgeSave' | 'nudgeNo' }
  /**
   * Buttons on a member's nudge for `day`: "later" asks when to nudge again, "rest" makes it a day off, "again" nudges once more after
   * `in` minutes, "off" ends the member's nudges.
   */
  | { readonly do: 'nudgeLater' | 'nudgeRest'; readonly member: MemberId; readonly day: CivilDay }
  | { readonly do: 'nudgeAgain'; readonly member: MemberId; readonly day: CivilDay; readonly in: Later }
  | { readonly do: 'nudgeOff'; readonly member: MemberId }
  /** Opens, or sends, a message to the managers about a check-in they removed; `audit` is the removal's row. */
  | { readonly do: 'appeal'; readonly audit: string }
  | { readonly do: 'sendAppeal'; readonly audit: string }
  /** Erases everything about the member, who asked for it, or leaves all as it is. */
  | { readonly do: 'eraseMe'; readonly member: MemberId }
  | { readonly do: 'keepMe' };

/** An `Action` written in at most 100 characters, which is what a button can carry. Versioned, so that old buttons stay readable. */
export type ActionId = Brand<'ActionId'>;

const longest = 100;

/** The action as a button carries it. Throws a RangeError if it does not fit; only a search can be that long (see `fitsButton`). */
export function actionId(action: Action): ActionId {
  const id = writeAction(action);
  if (id.length > longest) throw new RangeError(`${action.do} does not fit a button`);
  return id as ActionId;
}

/** Whether the action is short enough for a button. */
export function fitsButton(action: Action): boolean {
  return writeAction(action).length <= longest;
}

/** A file that comes with an answer. It is for the one who asked: only commands and actions that are answered privately have one. */
export interface AnswerFile {
  readonly name: string;
  /** Its media type. */
  readonly type: string;
  readonly bytes: Uint8Array;
  /**
   * For a platform where the file stays as a message of its own: stores that it does, so that it goes when whom it is for has everything
   * erased. To be called before that message is posted, and after it. False: they had it erased meanwhile, and the file must not stay.
   */
  readonly staysAs?: (message: MessageRef) => Promise<boolean>;
}

/**
 * The answer to a command or an action. The command's `visibility` fixes whether others see it; answers to actions are private. Only
 * a command whose pace is `form`, or a button, can be answered with a form.
 */
export type Reply =
  | { readonly kind: 'message'; readonly view: AnswerViews; readonly file?: AnswerFile }
  | { readonly kind: 'form'; readonly form: FormView }
  | { readonly kind: 'none' };
