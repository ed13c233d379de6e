import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { until } from '../support/app.ts';
import { type Chat, discordChat, slackChat } from './chats.ts';
import { type Instance, up } from './crew.ts';
import { openWorld, zone } from './world.ts';

/** Linux tells. Elsewhere its word that it is about to has to do. */
const standsStill = (pid: number) =>
  readFile(`/proc/${pid}/stat`, 'utf8').then(
    (stat) => / T /.test(stat),
    () => true,
  );

const platforms: readonly [string, () => Promise<Chat>][] = [
  ['Discord', () => discordChat()],
  ['Slack', () => slackChat(zone)],
];

describe.concurrent('a process stands still', { timeout: 240_000 }, () => {
  test.each(platforms)(
    'stopped just before a request to %s, longer than its claim: another does it, and nothing comes late',
    async (_name, open) => {
      const chat = await open();
      const world = await openWorld([chat]);
      try {
        await world.here({ role: 'intake' });
        const slow = await world.start({ role: 'worker' });
        expect(await world.verdict()).toEqual([]);
        slow.arm('beforePost', { do: 'stop' });
        chat.post('멈춰도 한 번만');
        await until('the stop', () => slow.hits('beforePost') === 1);
        const before = slow.lines.length;
        // The only worker stands; now there is another.
        const other = await world.here({ role: 'worker' });
        const said = () => other.log.filter(({ event }) => event === 'cheer.posted');
        await until('the claim to run out and the other to post', () => said().length > 0, 60_000);
        expect(await world.verdict()).toEqual([]);
        expect(said()).toHaveLength(1);
        slow.signal('SIGCONT');
        const since = () => slow.lines.slice(before);
        await until('the slow one to notice', () =>
          since().some(({ event }) => event === 'delivery.claim_lost'),
        );
        expect(since().filter(({ event, effect }) => event === 'delivery.sent' && effect === 'post')).toEqual(
          [],
        );
        expect(await world.verdict()).toEqual([]);
      } finally {
        await world.close();
      }
    },
  );

  test('an event loop blocked for 11 s: the claim is too old to act on, the lease is lost, and then all is done once', async () => {
    const chat = await discordChat();
    const world = await openWorld([chat]);
    try {
      const instance = await world.start();
      instance.arm('beforePost', { do: 'block', ms: 11_000 });
      chat.post('잠깐 멈춘 사이에도');
      await until(
        'the fence',
        () => instance.logged('delivery.postponed').some(({ reason }) => reason === 'fenced'),
        30_000,
      );
      await until('the lease to be lost', () => instance.logged('lease.lost').length > 0);
      expect(instance.hits('beforePost')).toBe(1);
      chat.post('다시 움직인 뒤에');
      await until('the lease again', () => instance.logged('lease.held').length === 2, 30_000);
      expect(await world.verdict()).toEqual([]);
    } finally {
      await world.close();
    }
  });

  test('a leader that stood still when its lease was due stops before the new term acts', async () => {
    const chat = await discordChat();
    const world = await openWorld([chat]);
    const told = (instance: Instance) => instance.lines.flatMap(({ told }) => told ?? []);
    try {
      const first = await world.start();
      const second = await world.start();
      expect([first.logged('lease.held').length, second.logged('lease.held').length]).toEqual([1, 0]);
      // It renews every four seconds for fifteen: now is the time.
      await until('the renewal to be due', async () => {
        const [lease] = await world.storage.db.$queryRaw<{ due: boolean }[]>`
          select expires_at < clock_timestamp() + interval '11.2 s' as due from lease where name like '%discord%'`;
        return lease?.due;
      });
      first.now({ do: 'stop' });
      await until('it to stand', async () => first.hits('now') === 1 && (await standsStill(first.pid)));
      const missed = chat.post('아무도 못 들을 때');
      await until('the second to lead', () => second.logged('lease.held').length === 1);
      await until('it to have caught up', () => second.logged('proof.judged').length === 1);
      const closes = chat.fake.gateway.clientCloses.length;
      first.signal('SIGCONT');
      await until('the first to step down', () => first.logged('lease.lost').length === 1);
      await until('it to hang up', () => chat.fake.gateway.clientCloses.length > closes);
      const next = chat.post('둘 다 있을 때');
      await until('the next proof', () => second.logged('proof.judged').length === 2);
      // Neither what waited in its socket nor what came later was handed on.
      expect(told(first)).toEqual([]);
      expect(first.logged('proof.judged')).toEqual([]);
      expect(new Set(told(second))).toEqual(new Set([missed.ref, next.ref]));
      expect(await world.verdict()).toEqual([]);
    } finally {
      await world.close();
    }
  });

  test('a heap that fills up ends the process, and the next one works off what was left', async () => {
    const chats = [await slackChat(zone)];
    const world = await openWorld(chats);
    try {
      const kept = world.keep({}, { heapMb: 128 });
      const first = await up(kept);
      first.arm('generate', { do: 'fillHeap' });
      for (let n = 0; n < 8; n++) chats[0]!.post(`힙이 가득 차도 ${n}`);
      const { code, signal } = await first.exit;
      expect([code, signal]).not.toEqual([0, null]);
      await until('its last words', () => first.errors().includes('heap out of memory'));
      expect(await world.verdict()).toEqual([]);
      expect(kept.restarts()).toBe(1);
    } finally {
      await world.close();
    }
  });
});
