import { expect, onTestFinished, test } from 'vitest';
import { slackChat } from './chats.ts';
import { lateOrLost, openWorld, zone } from './world.ts';

test('a proof that is never stored is lost, and named', async () => {
  const chat = await slackChat(zone);
  const world = await openWorld([chat]);
  onTestFinished(() => world.close());
  const { ref } = chat.post('아무도 받지 않는 글');
  await expect(world.taken(1, 200)).rejects.toThrow(new Error(`lost: ${ref}`));
});

test('what comes after its time is late', async () => {
  const looks = [false, true];
  const late = lateOrLost(
    'it',
    async () => looks.shift()!,
    async () => [],
    0,
  );
  await expect(late).rejects.toThrow(/^Waited 0 ms for it$/);
  expect(looks).toEqual([]);
});
