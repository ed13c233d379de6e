import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ChallengeId } from '../../../src/core/model/ids.ts';
import { type Core, openCore } from '../../support/core.ts';

// Five challenges are on in a workspace, each in a channel of its own; what is asked for in another one is about one's own.
const now = Date.parse('2026-11-20T12:00:00+09:00');
const titles = ['달리기', '글쓰기', '그림', '필사', '아침 달리기 모임'] as const;

let core: Core;
const ids = new Map<string, ChallengeId>();
let member = '';
let members = 0;
beforeAll(async () => {
  core = await openCore(now);
  for (const title of titles) ids.set(title, await core.challenge({ title }, `C-${title}`));
});
afterAll(() => core.stop());
beforeEach(() => {
  member = `멤버${++members}`;
});

const join = async (...which: readonly string[]) => {
  for (const challenge of which) await core.command(member, 'challenge join', { challenge });
};

describe('a command in a channel where no challenge is', () => {
  test('/checkin is for the only one its member is in, of however many there are', async () => {
    await join('그림');
    expect(await core.command(member, 'checkin', { text: '한 장 그렸어요' })).toBe(
      '그림 인증 완료! 첫 인증, 1일째',
    );
    await join('필사');
    expect(await core.command(member, 'checkin', { text: '한 쪽 옮겼어요' })).toBe(
      '어느 챌린지인지 함께 적어 주세요: 그림, 필사',
    );
  });

  test('of several that a name fits it is for one’s own; a whole title is what it says', async () => {
    await join('아침 달리기 모임');
    const checkin = (challenge: string) =>
      core.command(member, 'checkin', { text: '5km 달렸어요', challenge });
    expect(await checkin('모임')).toContain('아침 달리기 모임 인증 완료!');
    expect(await checkin('달리기')).toContain('달리기 챌린지에 참여하면');
  });

  test('who is in none is asked which one', async () => {
    expect(await core.command(member, 'checkin', { text: '했어요' })).toContain('달리기, 글쓰기, 그림');
  });

  test('/challenge leave is about one’s own', async () => {
    await join('그림');
    expect(await core.command(member, 'challenge leave')).toContain('그림');
    expect(await core.command(member, 'challenge leave')).toContain('나갈까요');
    await join('필사');
    expect(await core.command(member, 'challenge leave')).toMatch(/\[그림\] \[필사\]$/);
  });
});
