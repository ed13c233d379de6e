import type { CivilDay, Instant, Weekday } from '../../model/day.ts';

/** How much a nudge says: one quiet line; what is open and until when; that, how it stands and a first step. */
export const styles = ['light', 'standard', 'active'] as const;
export type Style = (typeof styles)[number];

/** A direct message, or a private mention near the channel. */
export const vias = ['direct', 'mention'] as const;
export type Via = (typeof vias)[number];

/** What a member asks for. */
export interface PersonalTimes {
  /** Minutes after midnight on the wall clock of the zone they live in. */
  readonly minute: number;
  readonly weekdays: readonly Weekday[];
  /** Only on days whose miss would cost a streak or a week. */
  readonly onlyAtRisk: boolean;
  readonly style: Style;
  readonly via: Via;
}

/** A member's own nudges, as they are kept. Off until they ask for them. */
export interface PersonalNudge extends PersonalTimes {
  readonly on: boolean;
  /** The member's zone in force: it follows them. */
  readonly zone: string;
  /** Raised by every change: what was planned under an earlier one is not sent. */
  readonly version: number;
  /** In force for what is planned after it. */
  readonly since: Instant;
  /** Why it was switched off without being asked; null: it was not. */
  readonly pausedReason: string | null;
  /** Nothing is sent up to and including this day. */
  readonly mutedUntil: CivilDay | null;
}

/** What the form shows to who has asked for nothing yet. */
export const usualTimes: PersonalTimes = {
  minute: 20 * 60,
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  onlyAtRisk: false,
  style: 'standard',
  via: 'direct',
};

/** Most days a member can be left alone for; who wants longer switches it off. */
export const longestMute = 31;

/** What "later" can mean, in minutes. */
export const laters = [30, 60, 120] as const;
export type Later = (typeof laters)[number];
