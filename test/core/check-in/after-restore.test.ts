import { expect, test } from 'vitest';
import type { ProofContext } from '../../../src/core/check-in/context.ts';
import { planProof } from '../../../src/core/check-in/plan.ts';
import type { CivilDay } from '../../../src/core/model/day.ts';
import type {
  ChallengeId,
  ChannelRef,
  MemberId,
  MemberRef,
  MessageRef,
  ProofId,
  WorkspaceId,
} from '../../../src/core/model/ids.ts';

const day = (text: string) => text as CivilDay;
const backup = Date.parse('2026-11-20T12:00:00+09:00');
const restore = Date.parse('2026-11-20T15:00:00+09:00');
const channel = 'C1' as ChannelRef;

const context: ProofContext = {
  workspace: {
    id: 'w' as WorkspaceId,
    locale: 'ko',
    timezone: 'Asia/Seoul',
    mark: '🐹',
    parked: false,
  },
  member: {
    id: 'm' as MemberId,
    name: '민지',
    locale: null,
    zones: [{ from: 0, zone: 'Asia/Seoul' }],
    ownZone: false,
    choices: {},
  },
  proof: null,
  challenges: [
    {
      id: 'c' as ChallengeId,
      title: '글쓰기',
      emoji: null,
      channel,
      closed: false,
      inChannelSince: 0,
      proofKind: 'either',
      minLength: 0,
      backfillDays: 2,
      startsOn: day('2026-11-10'),
      endsOn: day('2026-11-30'),
      goal: { kind: 'daily' },
      weekStart: 1,
      ruleFrom: null,
      earlierRules: [],
      graceMinutes: 180,
      freezeCap: 2,
      freezeEvery: 14,
      pauses: [],
      enrolled: true,
      leftAt: null,
      erasedAt: null,
      enrollment: { joinedOn: day('2026-11-17'), rests: [], grants: [], streak: null, version: 0 },
      daysDone: 0,
      lastDay: null,
      near: [],
    },
  ],
};

/** What the plan is for a post, after a restore at `restore` of a backup of `backup`. */
function planFor(at: number, { fromHistory = true, read = context } = {}) {
  return planProof(
    read,
    {
      message: 'x' as MessageRef,
      channel,
      member: { ref: 'minji' as MemberRef, name: '민지', locale: null, zone: null },
      at,
      text: '오늘도 글을 썼어요',
      attachments: [],
      origin: { kind: 'posted', fromHistory },
      privateNotice: false,
    },
    { proof: 'p' as ProofId, member: 'm' as MemberId },
    restore + 60_000,
    new Map([['c' as ChallengeId, []]]),
    [{ from: backup, to: restore, mayHaveAnswered: true }],
  )!;
}

/** What the plan says to a post that counts. */
function answersTo(at: number, fromHistory = true): readonly string[] {
  const plan = planFor(at, { fromHistory });
  expect(plan.facts.checkIns).toHaveLength(1);
  return [...plan.facts.deliveries.map(({ effect }) => effect.do), ...(plan.facts.cheer ? ['cheer'] : [])];
}

test('a post that a backup does not hold may have been answered, however long before it was posted, and is only marked', () => {
  const said = ['react', 'cheer'];
  // The backup was made while a history of the last hours was being read.
  expect(answersTo(backup - 3 * 3_600_000)).toEqual(['react']);
  expect(answersTo(backup - 1_000)).toEqual(['react']);
  expect(answersTo(backup)).toEqual(['react']);
  expect(answersTo(restore - 1)).toEqual(['react']);
  // Slack may tell again what was stored and answered, but not acknowledged in time.
  expect(answersTo(backup, false)).toEqual(['react']);
  expect(answersTo(restore)).toEqual(expect.arrayContaining(said));
  expect(answersTo(restore, false)).toEqual(expect.arrayContaining(said));
});

test('a post of that time that could be for several challenges is asked about, perhaps again, since only the answer makes it count', () => {
  const [running] = context.challenges;
  const reading = { ...running!, id: 'd' as ChallengeId, title: '책 읽기' };
  const read = { ...context, challenges: [running!, reading] };
  for (const at of [backup - 1_000, backup, restore - 1]) {
    const { among, facts } = planFor(at, { read });
    expect(among.map(({ title }) => title)).toEqual(['글쓰기', '책 읽기']);
    expect([facts.checkIns, facts.cheer]).toEqual([[], null]);
    expect(facts.deliveries.map(({ key, how }) => [key, how])).toEqual([['choose:p', 'queued']]);
  }
});
