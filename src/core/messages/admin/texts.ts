import type { AuditedAct } from '../../challenge/audit.ts';
import type { CivilDay } from '../../model/day.ts';
import type { Line } from '../../views.ts';

/** A row of the log in words: who, to whom, in which challenge, for which day and why. */
export interface ToldAct {
  readonly by: string | null;
  readonly of: string | null;
  /** Emoji and title; null: no challenge. */
  readonly name: string | null;
  readonly day: CivilDay | null;
  /** Several days from `day` on: how many, and the last. */
  readonly days?: { readonly count: number; readonly to: CivilDay };
  readonly reason: string | null;
}

/** What managers are told, and what members are told of what managers did. `name` is a challenge's emoji and title. */
export interface AdminTexts {
  answer: {
    unknownMember(): Line;
    /** A bot was picked. */
    noBots(): Line;
    notJoined(member: string, name: string): Line;
    noReason(): Line;
    /** `to` null: open-ended. */
    outside(name: string, day: CivilDay, from: CivilDay, to: CivilDay | null): Line;
    toCome(day: CivilDay): Line;
    beforeJoining(member: string, joinedOn: CivilDay): Line;
    /** Left out by the member's zone. */
    skipped(member: string, day: CivilDay): Line;
    nothingThatDay(member: string, name: string, day: CivilDay): Line;
    removed(member: string, name: string, day: CivilDay): Line;
    /** By "Undo check-in" on somebody else's post. */
    undone(member: string, titles: readonly string[]): Line;
    alreadyDone(member: string, name: string, day: CivilDay): Line;
    added(member: string, name: string, day: CivilDay): Line;
    granted(member: string, name: string, left: number): Line;
    grantedToday(member: string, name: string): Line;
    /** They hold as many as anybody can. */
    freezesFull(member: string, cap: number): Line;
    noFreezes(name: string): Line;
    /** To a member who wants a removed proof counted again. */
    removedByManager(): Line;
    notARole(typed: string): Line;
  };
  /** In a reason's place, where the menu of a post took a check-in back. `stillDone`: the day has another. */
  byMenu(stillDone: boolean): string;
  /** To the member, privately. */
  told: {
    removed(name: string, day: CivilDay, reason: string): Line;
    added(name: string, day: CivilDay, reason: string): Line;
    granted(name: string, left: number, reason: string): Line;
  };
  appeal: {
    button: string;
    title: string;
    label: string;
    hint: string;
    submit: string;
    empty(): Line;
    sent(): Line;
    already(): Line;
    /** A card to the managers, privately. */
    toManagers: {
      title: string;
      which(member: string, name: string | null, day: CivilDay): Line;
      reason: string;
      words: string;
      how(): Line;
    };
  };
  log: {
    heading(name: string | null): string;
    none(): Line;
    newer: string;
    older: string;
    act: Readonly<Record<AuditedAct, (act: ToldAct) => Line>>;
  };
  hosts: string;
  noHosts: string;
}
