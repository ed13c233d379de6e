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

/** Where help is asked for: where challenges are on, outside of those that are, or where none is. */
export type HelpPlace =
  | { readonly at: 'challenge'; readonly challenges: readonly Pick<Challenge, 'proofKind' | 'minLength'>[] }
  | { readonly at: 'elsewhere'; readonly channels: readonly ChannelRef[] }
  | { readonly at: 'nowhere' };

/**
 * Every sentence the bot says outside cheers, in one language. A new one is added here, and the compiler names the two
 * other languages that lack it. Titles and names are passed as they are; renderers escape them.
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
  records: RecordTexts;
  streak: StreakTexts;
  proofKind(kind: ProofKind): string;

  counting: CountingTexts;
  daysOff: DaysOffTexts;
  nudge: NudgeTexts;
  nudgeLog: NudgeLogTexts;
  /** A member's own nudges. */
  personal: PersonalTexts;
  summary: SummaryTexts;
  talk: TalkTexts;
  outage: OutageTexts;
  pal: PalTexts;
  resting: RestingTexts;

  /** Of one proof in its thread. `title` is null where the channel has one challenge. */
  note: {
    /** Counted for an earlier day than the calendar shows; `todayFrom` "03:00" is when today's can be posted. */
    countedForEarlier(title: string | null, day: CivilDay, todayFrom: string): Line;
    /** Counted for a past day because it was posted or named then. */
    countedForDay(title: string | null, day: CivilDay): Line;
    /** `todayFrom` "03:00": when the day the calendar shows can be posted, where that is not `day`. */
    alreadyCounted(title: string | null, day: CivilDay, isToday: boolean, todayFrom: string | null): Line;
    /** `letters`: the fewest a text must have. `mendable`: edited or posted anew it counts at once. */
    missing(title: string | null, missing: Missing, letters: number, mendable: boolean): Line;
    notStarted(title: string | null, startsOn: CivilDay): Line;
    ended(title: string | null, endsOn: CivilDay): Line;
    tooOld(title: string | null, backfillDays: number): Line;
    /** A day asked for by name: before the member's first, not yet come, or left out by their zone. */
    tooEarly(title: string | null, firstDay: CivilDay): Line;
    toCome(title: string | null, day: CivilDay, todayFrom: string | null): Line;
    noSuchDay(title: string | null, day: CivilDay): Line;
    photoRefused(name: string, refusal: PhotoRefusal): Line;
  };
  /** Private: posting a proof made the member join. */
  joinedByProof(title: string, sentence: string): Line;
  /** Mentioned where no challenge is on in the whole workspace. */
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
    /** Checked in from another channel than the challenge's. */
    joinFirst(name: string): Line;
    notJoined(title: string): Line;
    noSuchDate(text: string): Line;
    endBeforeStart(): Line;
    noSuchZone(text: string): Line;
    notOneEmoji(text: string): Line;
    /** An emoji that is none of the platform's. */
    cannotMark(emoji: string): Line;
    /** `offered`: as they are called in this language. */
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
  /** `pal`: the name of who speaks there. */
  help: {
    heading(pal: string): string;
    /** In its place, where what was typed is no command. */
    unknown(typed: string): string;
    intro(where: HelpPlace): readonly Line[];
    /** `names`: of the commands in a message's own menu. */
    menus(names: readonly string[]): Line;
    /** `mark`: the workspace's. */
    byMark(mark: string): Line;
  };
  /** Three lines in the channel when a challenge starts. */
  welcome(
    sentence: string,
    challenge: Pick<Challenge, 'proofKind' | 'minLength' | 'startsOn'>,
    pal: string,
  ): readonly Line[];
  /** To managers, once: something the bot may not do here. `permission`: as the platform's API names it. */
  missingPermission(permission: string): Line;
  /** The same where the bot was not asked in: in a channel it is no member of it hears and says nothing. */
  inviteMe(): Line;
  /** The same where the server has as many active threads as it may: what goes into threads is a reply meanwhile. */
  noThreadsLeft(): Line;
}
