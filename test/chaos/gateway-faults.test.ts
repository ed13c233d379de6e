import { describe, expect, test } from 'vitest';
import { discordError, type FakeDiscord } from '../fakes/discord/index.ts';
import { jpegPhoto } from '../fixtures/photos.ts';
import { startTestApp, until } from '../support/app.ts';
import { discordChat } from './chats.ts';
import { figures } from './figures.ts';
import { openWorld } from './world.ts';

const everyIntent = (1 << 26) - 1;
const messageContent = 1 << 15;

/** What is done to a bot in the developer portal, what it is told by, and what mends it: the token it has then. */
const refusals: readonly [code: number, says: RegExp, done: (fake: FakeDiscord) => () => string][] = [
  [
    4004,
    /DISCORD_TOKEN/,
    (fake) => {
      fake.revokeToken();
      return fake.giveToken;
    },
  ],
  [
    4014,
    /MESSAGE CONTENT/,
    (fake) => {
      fake.allowIntents(everyIntent & ~messageContent);
      return () => {
        fake.allowIntents(everyIntent);
        return fake.token;
      };
    },
  ],
];

/** One Boost Pal on a Discord whose line it listens to, with a proof taken in over it. */
async function listening(options: Parameters<typeof discordChat>[0] = {}) {
  const chat = await discordChat(options);
  const world = await openWorld([chat]);
  const app = await world.here();
  const first = chat.post('평소처럼');
  await world.taken(1);
  return {
    chat,
    gateway: chat.fake.gateway,
    world,
    app,
    first,
    [Symbol.asyncDispose]: () => world.close(),
  };
}

describe.concurrent('the line from Discord fails', { timeout: 240_000 }, () => {
  test('a connection that brings nothing more and answers no heartbeat is resumed: what was posted, edited and deleted meanwhile is told', async () => {
    await using on = await listening({ heartbeatIntervalMs: 1_000 });
    const { chat, gateway, world, first } = on;
    await until('a heartbeat', () => gateway.heartbeats.length > 0);
    gateway.fallSilent();
    chat.post('아무 소식이 없을 때');
    chat.post('지워질 글').remove();
    first.edit('조용한 사이에 고친 글');
    expect(await world.verdict()).toEqual([]);
    expect(gateway.resumes.length).toBeGreaterThan(0);
    expect(gateway.identifies).toHaveLength(1);
    expect(gateway.clientCloses).not.toContain(1000);
    expect(chat.fake.requestsTo('GET', '/channels/:channel_id/messages')).toHaveLength(1);
  });

  test('a refused resume: what nobody was told of is read from the history', async () => {
    await using on = await listening();
    const { chat, gateway, world, first } = on;
    gateway.refuseResume = true;
    gateway.close(4000);
    gateway.forgetSessions();
    chat.post('아무도 못 들을 때');
    chat.post('지워질 글').remove();
    first.edit('못 듣는 사이에 고친 글');
    await until('it to be there again', () => gateway.identifies.length === 2);
    expect(await world.verdict()).toEqual([]);
    expect(gateway.resumes).toHaveLength(1);
  });

  test('closed again and again: no more than five identifies a minute, and nothing is lost', async () => {
    await using on = await listening();
    const { chat, gateway, world, first } = on;
    const closed = (code: number, times: number) => {
      gateway.closeAfterLogin = { code, times: times - 1 };
      gateway.close(code);
      const isOver = () => gateway.closeAfterLogin.times === 0 && gateway.live() === 1;
      return () => until('a session that stays', isOver, 150_000);
    };
    const resumed = closed(4000, 20);
    chat.post('이어 붙이는 사이');
    chat.post('지워질 글').remove();
    first.edit('이어 붙이는 사이에 고친 글');
    await resumed();
    expect(gateway.identifies).toHaveLength(1);
    // Four more make five; at night it has to wait for the minute's end.
    const begun = closed(1000, figures.nightly ? 6 : 4);
    const edited = chat.post('다시 붙이는 사이', { photo: await jpegPhoto({ width: 64, height: 48 }) });
    await until('the next session', () => gateway.identifies.length > 1);
    edited.edit('다시 붙이는 사이에 고친 글');
    chat.post('또 지워질 글').remove();
    chat.post('한 번 더 붙이는 사이');
    await begun();
    chat.post('다시 조용해진 뒤');
    expect(await world.verdict()).toEqual([]);
    const { identifies } = gateway;
    expect(identifies).toHaveLength(figures.nightly ? 7 : 5);
    // Five seconds lie between two, and a minute between one and the fifth after it; what is on its way may stand still for a while.
    const apart = (many: number) => identifies.slice(many).map((at, n) => at - identifies[n]!);
    expect(Math.min(...apart(4))).toBeGreaterThan(18_000);
    expect(Math.min(...apart(5))).toBeGreaterThan(58_000);
  });

  test.each(refusals)(
    'closed with %i: it stops with what to do, and once that is done what was posted meanwhile is credited once',
    async (code, says, done) => {
      const chat = await discordChat();
      const world = await openWorld([chat]);
      try {
        const fatal: Error[] = [];
        const start = () =>
          startTestApp(world.url, world.config(), { onFatal: (error) => fatal.push(error) });
        const app = await start();
        const cheering = chat.fake.fail({ method: 'POST' }, { kind: 'delay', ms: 300 });
        const first = chat.post('평소처럼');
        await until('its cheer to be under way', () => cheering.hits === 1);
        const mend = done(chat.fake);
        const posting = chat.fake.requests.find(({ method }) => method === 'POST')!;
        await until('its answer', () => posting.status > 0);
        chat.fake.gateway.close(code);
        chat.post('거절당하는 사이');
        first.edit('거절당하는 사이에 고친 글');
        await until('its last word', () => fatal.length > 0);
        await app.stop();
        for (const { message } of fatal) expect(message).toMatch(says);
        chat.post('멈춰 있는 사이', { photo: await jpegPhoto({ width: 64, height: 48 }) });
        chat.post('지워질 글').remove();
        await expect(start()).rejects.toThrow(says);
        await world.here({ discord: { ...world.config().discord!, token: mend() } });
        chat.post('다시 켠 뒤');
        expect(await world.verdict()).toEqual([]);
        expect(await world.storage.db.checkIn.count({ where: { counted: true } })).toBe(4);
      } finally {
        await world.close();
      }
    },
  );

  test('a command answered too late, one that another answered, and one whose answer was lost: each effect once, and one answer', async () => {
    await using on = await listening();
    const { chat, world } = on;
    const route = '/interactions/:interaction_id/:interaction_token/callback';
    const callbacks = () => chat.fake.requestsTo('POST', route).length;
    const late = chat.fake.fail({ route }, discordError(404, 10062));
    chat.checkIn('답이 늦어도');
    await until('it to be too late', () => callbacks() === 1);
    const taken = chat.checkIn('다른 데서 답했으면');
    taken.acknowledgedAt = Date.now();
    await until('it to be refused', () => callbacks() === 2);
    const lost = chat.fake.fail({ route }, { kind: 'accept-then-answer', status: 502, body: {} });
    chat.checkIn('답이 사라져도');
    await until('the answers', () => chat.sight().calls.every(({ ours, answers }) => !ours || answers > 0));
    expect(await world.verdict()).toEqual([]);
    expect([late.hits, lost.hits]).toEqual([1, 1]);
    expect(chat.sight().calls.map(({ ours }) => ours)).toEqual([true, false, true]);
    expect(await world.storage.db.checkIn.count()).toBe(3);
  });
});
