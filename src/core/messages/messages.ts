import type { Challenge, ProofKind } from '../challenge/challenge.ts';
import type { Missing } from '../check-in/evidence.ts';
import type { CivilDay } from '../model/day.ts';
import type { ChannelRef } from '../model/ids.ts';
import type { PhotoRefusal } from '../photo.ts';
import type { Line } from '../views.ts';
import type { AdminTexts } from './admin/texts.ts';
import type { BudgetTexts } from './budget/texts.ts';
import type { ChallengeTexts } from './challenge/texts.ts';
import type { ClosingTexts } from './closing/texts.ts';
import type { CountingTexts } from './counting/texts.ts';
import type { DaysOffTexts } from './days-off/texts.ts';
import type { DeadLetterTexts } from './dead-letters/texts.ts';
import type { MemoryTexts } from './memory/texts.ts';
import type { MyTexts } from './my/texts.ts';
import type { NudgeTexts } from './nudge/texts.ts';
import type { NudgeLogTexts } from './nudge-log/texts.ts';
import type { PersonalTexts } from './nudge-me/texts.ts';
import type { OutageTexts } from './outage/texts.ts';
import type { PalTexts } from './pal/texts.ts';
import type { RecordTexts } from './records/texts.ts';
import type { RestingTexts } from './resting/texts.ts';
import type { StreakTexts } from './streak/texts.ts';
import type { SummaryTexts } from './summary/texts.ts';
import type { TalkTexts } from './talk/texts.ts';

/** Where help was asked for: in a channel with challenges, in another one (`channels` have some), or in a workspace without any. */
export type HelpPlace =
  | { readonly at: 'challenge'; readonly challenges: readonly Pick<Challenge, 'proofKind' | 'minLength'>[] }
  | { readonly at: 'elsewhere'; readonly channels: readonly ChannelRef[] }
  | { readonly at: 'nowhere' };

/**
 * Every sentence the bot says apart from cheers, in one language. Add a new one here and the compiler reports the languages that
 * lack it. Titles and names are passed unescaped; renderers escape them.
 */
export interface Messages {
  /** "11월 19일" */
  day(day: CivilDay): string;
  admin: AdminTexts;
  budget: BudgetTexts;
  challenge: ChallengeTexts;
  closing: ClosingTexts;
  deadLetters: DeadLetterTexts;
  memory: MemoryTexts;
  my: MyTexts;
  records: RecordTexts;
  streak: StreakTexts;
  proofKind(kind: ProofKind): string;

  counting: CountingTexts;
  daysOff: DaysOffTexts;
  nudge: NudgeTexts;
  nudgeLog: NudgeLogTexts;
  /** Members' own nudges. */
  personal: PersonalTexts;
  summary: SummaryTexts;
  talk: TalkTexts;
  outage: OutageTexts;
  pal: PalTexts;
  resting: RestingTexts;

  /** A note about a proof, in its thread. `title` is null if the channel has only one challenge. */
  note: {
    /** Counted for an earlier day than the calendar's, which is still open; `todayFrom` "03:00": when today's proof can be posted. */
    countedForEarlier(title: string | null, day: CivilDay, todayFrom: string): Line;
    /** Counted for a past day on which it was posted or which its text names. */
    countedForDay(title: string | null, day: CivilDay): Line;
    /** `todayFrom` "03:00": when the calendar's day can be posted, if it is not `day`; else null. */
    alreadyCounted(title: string | null, day: CivilDay, isToday: boolean, todayFrom: string | null): Line;
    /** `letters`: the minimum for a text. `mendable`: the post will count when edited or posted again. */
    missing(title: string | null, missing: Missing, letters: number, mendable: boolean): Line;
    notStarted(title: string | null, startsOn: CivilDay): Line;
    ended(title: string | null, endsOn: CivilDay): Line;
    tooOld(title: string | null, backfillDays: number): Line;
    /** The day that was named is before the member's first one; below: it is still to come, or the member's zone skips it. */
    tooEarly(title: string | null, firstDay: CivilDay): Line;
    toCome(title: string | null, day: CivilDay, todayFrom: string | null): Line;
    noSuchDay(title: string | null, day: CivilDay): Line;
    photoRefused(name: string, refusal: PhotoRefusal): Line;
  };
  /** Private, to a member who joined by posting a proof. */
  joinedByProof(title: string, sentence: string): Line;
  /** Answer to a mention in a workspace without a running challenge. */
  introduction(): Line;
  threadTitle(name: string, day: CivilDay): string;
  proofCard(name: string, photos: number): Line;
  cheerFooter: string;

  answer: {
    checkedIn(title: string, credit: Line): Line;
    emptyCheckIn(): Line;
    noChallengeHere(): Line;
    noChallengeAnywhere(): Line;
    whichChallenge(titles: readonly string[]): Line;
    unknownChallenge(name: string): Line;
    botMessage(): Line;
    notYourMessage(): Line;
    messageDeleted(): Line;
    noMessageGiven(): Line;
    messageAlreadyCounted(titles: readonly string[]): Line;
    undone(titles: readonly string[]): Line;
    nothingToUndo(): Line;
    managersOnly(): Line;
    /** Answer to a check-in by a non-member from another channel than the challenge's. */
    joinFirst(name: string): Line;
    notJoined(title: string): Line;
    noSuchDate(text: string): Line;
    endBeforeStart(): Line;
    noSuchZone(text: string): Line;
    notOneEmoji(text: string): Line;
    /** The emoji cannot be used as a reaction on this platform. */
    cannotMark(emoji: string): Line;
    /** `offered`: the possible values, by their names in this language. */
    notOffered(text: string, offered: readonly string[]): Line;
    settingsSaved(): Line;
    unknownButton(): Line;
    failed(): Line;
  };
  form: {
    weekdays: string;
    weekends: string;
  };
  button: { join: string; leave: string; info: string };
  list: { heading: string; empty(): Line; line(sentence: string, members: number): Line };
  info: {
    period: string;
    members: string;
    people(count: number): string;
  };
  settings: { heading: string; language: string; zone: string; reaction: string; hint(): Line };
  /** `pal`: the name of the character that speaks. */
  help: {
    heading(pal: string): string;
    /** Replaces the heading if what was typed is no command. */
    unknown(typed: string): string;
    intro(where: HelpPlace): readonly Line[];
    /** `names`: the commands in the menu of a message. */
    menus(names: readonly string[]): Line;
    /** `mark`: the emoji of the workspace's mark. */
    byMark(mark: string): Line;
  };
  /** Three lines posted to the channel when a challenge starts. */
  welcome(
    sentence: string,
    challenge: Pick<Challenge, 'proofKind' | 'minLength' | 'startsOn'>,
    pal: string,
  ): readonly Line[];
  /** To managers, once: the bot lacks a permission here. `permission`: its name in the platform's API. */
  missingPermission(permission: string): Line;
  /** To managers, once: the bot is no member of the channel, so it can neither read nor post there. */
  inviteMe(): Line;
  /** To managers, once: the server has reached its limit of active threads; meanwhile we reply in the channel instead. */
  noThreadsLeft(): Line;
}
