import { expect, test } from 'vitest';
import { startFaultyModel } from '../fakes/model/index.ts';
import { until } from '../support/app.ts';
import { modelAlone } from '../support/settings.ts';
import { slackChat } from './chats.ts';
import { struck, up } from './crew.ts';
import { figures } from './figures.ts';
import type { Step } from './steps.ts';
import { openWorld, zone } from './world.ts';

/** What a kill there costs: calls of the model beyond the one. The dearest always, all of them in the night. */
const all: readonly (readonly [Step, number])[] = [
  ['keepAnswer', 1],
  ['answer', 0],
  ['sending', 0],
  ['sent', 0],
];
const steps = figures.nightly ? all : all.slice(0, 1);

test('killed in the middle of a talk, each word is answered once and paid for once more at most', {
  timeout: 240_000,
}, async () => {
  const [chat, model] = await Promise.all([slackChat(zone), startFaultyModel()]);
  model.talk({
    about: 'chat',
    evidence: [{ source: 'thread', quote: '강가' }],
    // Two lines: begun as a stream, and stopped.
    lines: ['강바람 소리가 들리는 듯해요.', '물가에 같이 앉은 기분이었어요.'],
  });
  const world = await openWorld([chat]);
  try {
    const worker = world.keep({
      model: {
        ...{ apiKey: 'sk-test', baseURL: model.baseURL, model: 'm', api: 'responses', json: 'strict' },
        ...{ vision: true, price: { input: 1, cached: 1, written: 1, output: 1 } },
        ...modelAlone,
      },
    });
    const { channel } = chat;
    for (const [step, extra] of steps) {
      const victim = await up(worker);
      chat.post('강가를 걸었어요');
      expect(await world.verdict()).toEqual([]);
      const root = chat.fake.visible(channel).findLast(({ botId, threadTs }) => !botId && !threadTs)!;
      const asked = model.requests.filter(({ raw }) => raw.includes('<talk-')).length;
      const before = worker.hits(step);
      victim.arm(step, { do: 'kill' });
      chat.fake.postNow({ channel, user: root.user!, text: '바람이 셌어', thread_ts: root.ts });
      await struck(worker, step, before);
      await until(
        'the answer',
        () => chat.fake.visible(channel, root.ts).filter(({ text }) => text.includes('강바람')).length > 0,
        40_000,
      );
      expect(await world.verdict()).toEqual([]);
      expect(chat.fake.visible(channel, root.ts).filter(({ text }) => text.includes('강바람'))).toHaveLength(
        1,
      );
      const whole = () => chat.fake.visible(channel, root.ts).filter(({ text }) => text.includes('물가에'));
      await until('the rest of it', () => whole().length === 1);
      expect(whole()).toMatchObject([{ streamingState: 'completed' }]);
      const calls = model.requests.filter(({ raw }) => raw.includes('<talk-')).length - asked;
      expect([step, calls]).toEqual([step, 1 + extra]);
    }
    expect(await world.storage.db.talkTurn.count({ where: { state: { not: 'verified' } } })).toBe(0);
  } finally {
    await world.close();
    await model.close();
  }
});
