import { describe, expect, test } from 'vitest';
import { discordError } from '../fakes/discord/index.ts';
import { until } from '../support/app.ts';
import { discordChat } from './chats.ts';
import { openWorld } from './world.ts';

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
