import type { CivilDay } from '../../model/day.ts';
import type { Unit } from '../../model/streak/index.ts';
import type { Line } from '../../views.ts';

/** What stood in a member's week or streak after a check-in, for the small line under a cheer. */
export interface Credit {
  /** Days done, this one included. */
  readonly daysDone: number;
  /** Said only of a check-in for an earlier day than the one it was posted on. */
  readonly forDay: CivilDay | null;
  /** Days the week still asks for, 0 when it has all; null where no week is counted. */
  readonly weekNeeds: number | null;
  /** Days, blocks or weeks in a row. */
  readonly current: number;
  readonly unit: Unit;
}

/** What is said of a proof beside cheers: which challenge it is for, what counted, milestones, freezes. */
export interface CountingTexts {
  /** Above one button a challenge; with a name where everybody can read it. */
  whichOne(name: string | null): Line;
  /** The same where `done`, which such posts usually count for, has its check-in of that day: asked about this post alone. */
  whichOther(name: string | null, done: string): Line;
  /** The same asked about this post alone, which stands where no challenge is. */
  whichThisTime(name: string | null): Line;
  /** Beside a post that counts for today: the label of what makes it yesterday's. */
  forYesterday(): string;
  /** Pressed once more, or after the post was taken back. */
  movedAway(): Line;
  /** After a note that words are a further proof of a challenge: they would count for these if they named them. */
  nameIt(challenges: readonly string[]): Line;
  /** Told to whoever counted a post of somebody else's that may be for several challenges; buttons follow. */
  authorIsAsked(name: string): Line;
  /** To whoever counts a post that stands where no challenge is, and is in none; to a manager, of its author. */
  inNone(): Line;
  authorInNone(name: string): Line;
  /** To a manager who counts what holds nothing a challenge here asks for; its author is told nothing. */
  nothingInIt(): Line;
  notYourQuestion(name: string): Line;
  alreadyChosen(titles: readonly string[]): Line;
  questionOver(): Line;
  /** The post that waited for the choice was undone, and the question with it. */
  withdrawn(): Line;
  /** After a choice: next time posts like this one count for it by themselves. */
  remembered(photos: boolean): Line;
  credit(credit: Credit): Line;
  milestone: {
    title(count: number, unit: Unit): string;
    line(name: string, title: string, count: number, unit: Unit): Line;
    firstWeek: { readonly title: string; line(name: string, title: string): Line };
    firstComeback: { readonly title: string; line(name: string, title: string, daysDone: number): Line };
  };
  /** The morning after, to the member alone: a freeze stood in for a day, a block or a week. */
  freezeUsed(freeze: {
    readonly title: string;
    readonly from: CivilDay;
    readonly to: CivilDay;
    readonly run: number;
    readonly unit: Unit;
    readonly left: number;
    /** When one comes again; null: none does. */
    readonly next: CivilDay | null;
  }): Line;
}
