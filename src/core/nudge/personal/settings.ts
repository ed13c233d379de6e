import type { CivilDay, Instant, Weekday } from '../../model/day.ts';

/**
 * How much a nudge says. `light`: one quiet line; `standard`: what is open and until when; `active`: also how the streak stands
 * and a first step.
 */
export const styles = ['light', 'standard', 'active'] as const;
export type Style = (typeof styles)[number];

/** How a member is reached: by direct message, or by a private mention near the channel. */
export const vias = ['direct', 'mention'] as const;
export type Via = (typeof vias)[number];

/** The nudges a member asks for. */
export interface PersonalTimes {
  /** Minutes after midnight on the wall clock of the zone they live in. */
  readonly minute: number;
  readonly weekdays: readonly Weekday[];
  /** Whether to nudge only on days whose miss would cost a streak or a week. */
  readonly onlyAtRisk: boolean;
  readonly style: Style;
  readonly via: Via;
}

/** A member's own nudges as they are stored. Off until they ask for them. */
export interface PersonalNudge extends PersonalTimes {
  readonly on: boolean;
  /** The member's zone in force; it changes when theirs does. */
  readonly zone: string;
  /** Raised by every change: a nudge planned under an earlier version is not sent. */
  readonly version: number;
  /** The settings apply to nudges planned after this instant. */
  readonly since: Instant;
  /** Why nudges were switched off without the member asking; null when they were not. */
  readonly pausedReason: string | null;
  /** Nothing is sent up to and including this day. */
  readonly mutedUntil: CivilDay | null;
}

/** What the form shows to a member who has asked for nothing yet. */
export const usualTimes: PersonalTimes = {
  minute: 20 * 60,
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  onlyAtRisk: false,
  style: 'standard',
  via: 'direct',
};

/** The most days nudges can be snoozed for; whoever wants longer switches them off. */
export const longestMute = 31;

/** The choices for [Later], in minutes. */
export const laters = [30, 60, 120] as const;
export type Later = (typeof laters)[number];
