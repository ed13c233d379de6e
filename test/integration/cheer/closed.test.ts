import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CheerAnswer } from '../../../src/core/cheer/generator.ts';
import type { InboundMessage } from '../../../src/core/inbound.ts';
import { type Desk, openDesk } from './desk.ts';

// 지민 is in a closed challenge, whose channel is C1, and in an open one, whose channel is C2.
const begun = Date.parse('2026-11-02T12:00:00+09:00');
const day = 86_400_000;
const secret = '비밀 모임';
const elsewhere = { channel: 'C-general' as never };
const slow: CheerAnswer = { kind: 'unavailable', reason: 'timeout', retryAfterMs: null, fatal: true };

let desk: Desk;
let answer: CheerAnswer;
beforeEach(async () => {
  answer = slow;
  desk = await openDesk(begun, () => answer);
  await desk.challenge({ title: secret, closed: true, startsOn: '2026-11-01' as never });
  await desk.challenge({ title: '아침 달리기', startsOn: '2026-11-01' as never }, 'C2');
  for (const challenge of [secret, '아침 달리기'])
    await desk.command('지민', 'challenge join', { challenge });
});
afterEach(() => desk.stop());

const posts = (text: string, change: Partial<InboundMessage> = {}) => desk.post('지민', text, change);
/** Posted where no challenge is, and counted by its menu. */
async function countedElsewhere(text: string): Promise<InboundMessage> {
  const event = await posts(text, elsewhere);
  expect(await desk.menu('지민', 'count', event)).toContain('인증 완료');
  return event;
}
const cheerOf = async (event: InboundMessage) => {
  await desk.write();
  return (await desk.said(await desk.proofOf(event))).at(-1)!.view;
};

describe('a cheer for a closed challenge', () => {
  test('in another channel says neither which it is nor how far its member has come', async () => {
    for (let n = 0; n < 7; n++) {
      desk.set(begun + n * day);
      const event = await countedElsewhere(`오늘도 #비밀모임 한 걸음, ${'가나다라마바사'[n]}`);
      const { credit, memory, lines } = await cheerOf(event);
      expect([credit, memory]).toEqual([null, undefined]);
      expect(lines.join()).not.toMatch(/비밀|\d/);
    }
    expect(desk.asked).toHaveLength(7);
    for (const request of desk.asked)
      expect(request).toMatchObject({
        situation: 'textOnly',
        ...{ challengeTitle: '', daysDone: null, streak: null, memories: [] },
      });
  });

  test('that the model says late says as little', async () => {
    answer = { ...slow, fatal: false };
    const event = await countedElsewhere('오늘도 #비밀모임 한 걸음');
    await cheerOf(event);
    answer = {
      kind: 'answer',
      lines: ['오늘도 한 걸음을 내디디셨네요.', '발소리를 가만히 따라 들어 봤어요.'],
      evidence: [{ source: 'text', quote: '한 걸음' }],
      photoSeen: null,
      model: 'm',
    };
    desk.set(begun + 5 * 60_000);
    expect(await desk.late()).toBe(1);
    const { credit, lines } = await cheerOf(event);
    expect([credit, lines]).toEqual([null, answer.lines]);
    expect(desk.asked.at(-1)).toMatchObject({ challengeTitle: '', daysDone: null, situation: 'textOnly' });
  });

  test('in its own channel says all of it', async () => {
    const event = await posts('오늘도 한 걸음 걸었어요');
    expect((await cheerOf(event)).credit).not.toBeNull();
    expect(desk.asked.at(-1)).toMatchObject({ challengeTitle: secret, daysDone: 1, situation: 'first' });
  });
});

test('a post elsewhere that counts for a closed and an open challenge is cheered for the open one', async () => {
  await cheerOf(await posts('오늘도 한 걸음 걸었어요'));
  expect(desk.asked.at(-1)).toMatchObject({ challengeTitle: secret });
  desk.set(begun + day);
  const event = await countedElsewhere('오늘도 #비밀모임 #아침달리기 한 걸음');
  expect((await cheerOf(event)).credit).not.toBeNull();
  expect(desk.asked.at(-1)).toMatchObject({ challengeTitle: '아침 달리기', daysDone: 1, situation: 'first' });
});

test('a post that counts for two is cheered for the one that reached a milestone with it, not the older', async () => {
  await desk.challenge({ title: '글쓰기', startsOn: '2026-11-01' as never }, 'C2');
  const writes = (text: string) => posts(`오늘의 ${text}`, { channel: 'C2' as never });
  for (let n = 0; n < 6; n++) {
    desk.set(begun + n * day);
    await writes(n === 0 ? '#글쓰기' : '#글쓰기 #아침달리기');
  }
  desk.set(begun + 6 * day);
  await desk.write();
  expect((await cheerOf(await writes('#글쓰기 #아침달리기'))).credit).not.toBeNull();
  expect(desk.asked.at(-1)).toMatchObject({ challengeTitle: '글쓰기', daysDone: 7, situation: 'milestone' });
});
