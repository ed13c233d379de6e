import type { AuditedAct } from '../../challenge/audit.ts';
import type { CivilDay } from '../../model/day.ts';
import type { Line } from '../../views.ts';

/** What a row of the audit log says: who did it, to whom, in which challenge, for which day and why. */
export interface ToldAct {
  readonly by: string | null;
  readonly of: string | null;
  /** The challenge's emoji and title; null if it is about none. */
  readonly name: string | null;
  readonly day: CivilDay | null;
  /** Present for several days from `day` on: how many they are, and the last one. */
  readonly days?: { readonly count: number; readonly to: CivilDay };
  readonly reason: string | null;
}

/** Texts for managers, and for members about what managers did. `name` is a challenge's emoji and title. */
export interface AdminTexts {
  answer: {
    unknownMember(): Line;
    /** A bot was chosen as the member. */
    noBots(): Line;
    notJoined(member: string, name: string): Line;
    noReason(): Line;
    /** The day is not within the challenge; `to` is null if that is open-ended. */
    outside(name: string, day: CivilDay, from: CivilDay, to: CivilDay | null): Line;
    toCome(day: CivilDay): Line;
    beforeJoining(member: string, joinedOn: CivilDay): Line;
    /** The day does not exist for the member: their zone skips it. */
    skipped(member: string, day: CivilDay): Line;
    nothingThatDay(member: string, name: string, day: CivilDay): Line;
    removed(member: string, name: string, day: CivilDay): Line;
    /** After "Undo check-in" on another member's post. */
    undone(member: string, titles: readonly string[]): Line;
    alreadyDone(member: string, name: string, day: CivilDay): Line;
    added(member: string, name: string, day: CivilDay): Line;
    granted(member: string, name: string, left: number): Line;
    grantedToday(member: string, name: string): Line;
    /** The member already has the most freezes anybody can have. */
    freezesFull(member: string, cap: number): Line;
    noFreezes(name: string): Line;
    /** To a member who tries to count a proof again that a manager removed. */
    removedByManager(): Line;
    notARole(typed: string): Line;
  };
  /** Stands for the reason if a check-in was undone by the post's menu. `stillDone`: the day has another check-in. */
  byMenu(stillDone: boolean): string;
  /** Private, to the member concerned. */
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
    /** A private card to the managers. */
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
