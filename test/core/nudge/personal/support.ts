import type { CivilDay, Instant, Weekday } from '../../../../src/core/model/day.ts';
import type {
  ChallengeId,
  ChannelRef,
  MemberId,
  MemberRef,
  WorkspaceId,
  WorkspaceRef,
} from '../../../../src/core/model/ids.ts';
import { type CheckInFact, replay } from '../../../../src/core/model/streak/index.ts';
import type { OwnChallenge } from '../../../../src/core/nudge/personal/own.ts';
import { type PersonalNudge, usualTimes } from '../../../../src/core/nudge/personal/settings.ts';
import type { Addressee } from '../../../../src/core/nudge/personal/store.ts';
import { type RuleTerms, termsOf } from '../../../../src/core/streak/terms.ts';

export const seoul = (time: string): Instant => Date.parse(`2026-11-${time.replace(' ', 'T')}:00+09:00`);
export const day = (date: string) => `2026-11-${date}` as CivilDay;

export const everyDay: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const rule: RuleTerms = {
  startsOn: '2026-11-01' as CivilDay,
  endsOn: null,
  goal: { kind: 'daily' },
  weekStart: 1,
  ruleFrom: null,
  earlierRules: [],
  graceMinutes: 180,
  freezeCap: 2,
  freezeEvery: null,
  pauses: [],
};

/** A challenge the member is in since the first of November, done on the days named. */
export function own(
  {
    id = 'running',
    done = [],
    rests = [],
    zone = 'Asia/Seoul',
    ...change
  }: Partial<RuleTerms> & {
    id?: string;
    done?: readonly string[];
    rests?: OwnChallenge['own']['rests'];
    zone?: string;
  } = {},
  now: Instant = seoul('20 12:00'),
): OwnChallenge {
  const terms = { ...rule, ...change };
  const zones = [{ from: 0, zone }] as const;
  const mine = { joinedOn: terms.startsOn, rests, grants: [] };
  const checkIns = done.map(
    (date, n): CheckInFact => ({
      id: String(n),
      at: Date.parse(`${day(date)}T12:00Z`) - 12 * 3_600_000,
      zone,
      day: day(date),
    }),
  );
  return {
    challenge: {
      id: id as ChallengeId,
      title: id,
      emoji: null,
      category: 'running',
      proofKind: 'either',
      channel: 'C1' as ChannelRef,
      closed: false,
    },
    rule: terms,
    own: mine,
    backOn: null,
    zones,
    state: replay({ ...termsOf(terms, mine, zones, now), checkIns }, now),
  };
}

export function addressee(
  nudge: Partial<PersonalNudge> | null = {},
  home: Partial<Addressee['home']> = {},
): Addressee {
  return {
    member: { id: 'm-1' as MemberId, ref: 'junho' as MemberRef, name: '준호' },
    locale: 'ko',
    character: 'damjji',
    zone: nudge?.zone ?? 'Asia/Seoul',
    home: {
      id: 'w-1' as WorkspaceId,
      ref: 'demo' as WorkspaceRef,
      platform: 'web',
      quiet: { from: 22 * 60, to: 8 * 60 },
      off: { daysOff: [], holidays: [] },
      ...home,
    },
    nudge: nudge && {
      ...usualTimes,
      on: true,
      zone: 'Asia/Seoul',
      version: 1,
      // Lately enough not to be away, whatever they did.
      since: seoul('14 00:00'),
      pausedReason: null,
      mutedUntil: null,
      ...nudge,
    },
  };
}
