import type { CivilDay } from '../../model/day.ts';
import type { Unit } from '../../model/streak/index.ts';
import type { Line } from '../../views.ts';

/** A member's week and streak after a check-in, for the small line under the cheer. */
export interface Credit {
  /** Days done, this one included. */
  readonly daysDone: number;
  /** The day of the check-in, if it is an earlier one than the proof was posted on; else null. */
  readonly forDay: CivilDay | null;
  /** Days the week still needs, 0 if it is complete; null if the goal is not weekly. */
  readonly weekNeeds: number | null;
  /** Days, blocks or weeks in a row. */
  readonly current: number;
  readonly unit: Unit;
}

/** Texts about a proof besides cheers: which challenge it is for, what counted, milestones, freezes. */
export interface CountingTexts {
  /** Asks which challenge a post is for, above one button per challenge; `name` is null if only the member can read it. */
  whichOne(name: string | null): Line;
  /** Asks the same about this post only, once a day, as its usual challenge `done` already has its check-in of that day. */
  whichOther(name: string | null, done: string): Line;
  /** Asks the same about this post only, which is in a channel without a challenge. */
  whichThisTime(name: string | null): Line;
  /** The label of the button that moves a post of today to yesterday. */
  forYesterday(): string;
  /** That button was pressed again, or after the post was taken back. */
  movedAway(): Line;
  /** Follows a note that a text is a second proof of a challenge's day: it counts for `challenges` if it names one of them. */
  nameIt(challenges: readonly string[]): Line;
  /** To somebody who counted another member's post, which may be for several challenges: `name` is asked. */
  authorIsAsked(name: string): Line;
  /** To a member in no challenge who wants a post elsewhere counted; `authorInNone`: to a manager, about such a post's author. */
  inNone(): Line;
  authorInNone(name: string): Line;
  /** To a manager who counts a message that is no proof for any challenge here; its author is not told. */
  nothingInIt(): Line;
  notYourQuestion(name: string): Line;
  alreadyChosen(titles: readonly string[]): Line;
  questionOver(): Line;
  /** The post was undone while it waited for the choice, so the question is withdrawn. */
  withdrawn(): Line;
  /** After a choice: from now on similar posts count for that challenge without asking. */
  remembered(photos: boolean): Line;
  credit(credit: Credit): Line;
  milestone: {
    title(count: number, unit: Unit): string;
    line(name: string, title: string, count: number, unit: Unit): Line;
    firstWeek: { readonly title: string; line(name: string, title: string): Line };
    firstComeback: { readonly title: string; line(name: string, title: string, daysDone: number): Line };
  };
  /** To the member alone, the morning after a freeze bridged a day, block or week. */
  freezeUsed(freeze: {
    readonly title: string;
    readonly from: CivilDay;
    readonly to: CivilDay;
    readonly run: number;
    readonly unit: Unit;
    readonly left: number;
    /** When the next freeze is given; null if none will be. */
    readonly next: CivilDay | null;
  }): Line;
}
