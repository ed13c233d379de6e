import { describe, expect, test } from 'vitest';
import { tooManyRequests } from '../fakes/discord/index.ts';
import { startTestApp, until } from '../support/app.ts';
import { type Chat, discordChat, slackChat } from './chats.ts';
import { openWorld, zone } from './world.ts';

async function running<C extends Chat>(chat: C) {
  const world = await openWorld([chat]);
  const app = await startTestApp(world.url, { ...world.config(), dataDir: world.dataDir });
  return {
    chat,
    world,
    app,
    async [Symbol.asyncDispose]() {
      await app.stop();
      await world.close();
    },
  };
}

interface Faulty {
  readonly chat: Chat;
  /** The next post is accepted and never answered, or accepted so late that nobody waits for the answer any more. */
  accept(how: 'silently' | 'late'): { hits(): number; accepted(): boolean };
}
/** Longer than either client waits for an answer; on Slack, which refuses no second one, later than a hurried second try. */
const late = { kind: 'delay', ms: 12_000 } as const;
const later = { kind: 'delay', ms: 20_000 } as const;
const silent = { kind: 'silent' } as const;

const platforms: readonly [string, () => Promise<Faulty>][] = [
  [
    'Discord',
    async () => {
      const chat = await discordChat();
      return {
        chat,
        accept(how) {
          const isPost = ({ body }: { body: unknown }) =>
            (body as { nonce?: string } | undefined)?.nonce !== undefined;
          const fault = chat.fake.fail({ method: 'POST', where: isPost }, how === 'late' ? late : silent);
          return { hits: () => fault.hits, accepted: () => chat.fake.requests.find(isPost)?.status === 200 };
        },
      };
    },
  ],
  [
    'Slack',
    async () => {
      const chat = await slackChat(zone);
      return {
        chat,
        accept(how) {
          const fault = chat.fake.fail(
            { method: 'chat.postMessage', times: 1 },
            how === 'late' ? later : silent,
          );
          return {
            hits: fault.hits,
            accepted: () => chat.fake.calls('chat.postMessage')[0]?.outcome === 'ok',
          };
        },
      };
    },
  ],
];

describe.concurrent('a platform fails', { timeout: 240_000 }, () => {
  test.each(platforms)('%s accepts a post and never answers: one message', async (_name, open) => {
    const { chat, accept } = await open();
    await using on = await running(chat);
    const fault = accept('silently');
    chat.post('대답이 없어도');
    await until('the fault', () => fault.hits() === 1);
    await until('it to be waited for no longer', () =>
      on.app.log.some(({ event }) => event === 'delivery.postponed'),
    );
    expect(await on.world.verdict()).toEqual([]);
  });

  test.each(platforms)('%s accepts a post when nobody waits any more: one message', async (_name, open) => {
    const { chat, accept } = await open();
    await using on = await running(chat);
    const fault = accept('late');
    chat.post('늦게 받아도');
    await until('the fault', () => fault.hits() === 1);
    await until('it to be accepted', fault.accepted);
    expect(await on.world.verdict()).toEqual([]);
  });

  test('a global 429: all wait as long as Discord says, none is dropped', async () => {
    const chat = await discordChat();
    await using on = await running(chat);
    const seconds = 4;
    const limit = chat.fake.fail(
      { where: ({ method }) => method !== 'GET' },
      tooManyRequests(seconds, 'global'),
    );
    for (let n = 0; n < 6; n++) chat.post(`모두 기다려요 ${n}`);
    expect(await on.world.verdict()).toEqual([]);
    expect(limit.hits).toBe(1);
    const limited = chat.fake.requests.find(({ status }) => status === 429)!.receivedAt;
    const meanwhile = chat.fake.requests.filter(
      ({ receivedAt }) => receivedAt > limited + 500 && receivedAt < limited + seconds * 1_000 - 100,
    );
    expect(meanwhile.map(({ method, route }) => `${method} ${route}`)).toEqual([]);
  });
});
