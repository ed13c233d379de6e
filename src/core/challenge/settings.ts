import type { CivilDay } from '../model/day.ts';
import type { ChannelRef } from '../model/ids.ts';
import type { Challenge, Rule } from './challenge.ts';
import { challengeDefaults } from './new-challenge.ts';

/** Everything a challenge's form asks: its name, its rule and where it lives. */
export type ChallengeSettings = Rule &
  Pick<Challenge, 'title' | 'emoji' | 'category' | 'channel' | 'closed' | 'teamGoal' | 'endNotices'>;

/** The settings that an empty form starts from. */
export function emptySettings(place: {
  readonly channel: ChannelRef;
  readonly timezone: string;
  readonly startsOn: CivilDay;
}): ChallengeSettings {
  const { createdBy: _, ...defaults } = challengeDefaults;
  return { ...defaults, ...place, title: '', goal: { kind: 'daily' }, proofKind: 'either', endsOn: null };
}

/** Picks the settings from an existing challenge. */
export function settingsOf(challenge: ChallengeSettings): ChallengeSettings {
  const { title, emoji, category, channel, closed, teamGoal, endNotices } = challenge;
  const { goal, weekStart, proofKind, startsOn, endsOn, timezone, graceMinutes } = challenge;
  const { backfillDays, minLength, freezeCap, freezeEvery } = challenge;
  return {
    title,
    emoji,
    category,
    channel,
    closed,
    teamGoal,
    endNotices,
    goal,
    weekStart,
    proofKind,
    startsOn,
    endsOn,
    timezone,
    graceMinutes,
    backfillDays,
    minLength,
    freezeCap,
    freezeEvery,
  };
}
