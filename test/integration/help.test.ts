import { afterAll, beforeAll, expect, test } from 'vitest';
import { junho, openDesk } from './challenge/desk.ts';

let desk: Awaited<ReturnType<typeof openDesk>>;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

test.each([
  ['ko', 'ㅁㄴㅇ', '‘ㅁㄴㅇ’라는 명령은 없어요.'],
  ['ko', '챌린지 목옥', '‘챌린지 목옥’이라는 명령은 없어요.'],
  ['en', 'dance', 'There is no command “dance”.'],
  ['ja', '踊り', '「踊り」というコマンドはありません。'],
  ['ko', '', '담찌와 할 수 있는 일'],
  ['ko', `${'가'.repeat(50)}\n<@U1>`, `‘${'가'.repeat(39)}…’라는 명령은 없어요.`],
] as const)('help says first what was not understood: in %s, %j', async (locale, unknown, heading) => {
  const reply = await desk.command({ ...junho, locale }, 'help', { unknown });
  expect(reply).toMatchObject({ view: { view: 'help', heading } });
});
