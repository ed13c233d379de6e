import { describe, expect, test } from 'vitest';
import type { Seams } from '../../src/app.ts';
import { PhotoWorkerError } from '../../src/core/photo.ts';
import { cloudflarePage } from '../fakes/discord/index.ts';
import { jpegPhoto } from '../fixtures/photos.ts';
import { startTestApp, type TestApp, until } from '../support/app.ts';
import { type Chat, discordChat, slackChat } from './chats.ts';
import { openWorld, zone } from './world.ts';

/** One Boost Pal in this process, so that what it holds can be taken away. */
async function running<C extends Chat>(chats: readonly C[], around?: Seams['around'], given = {}) {
  const world = await openWorld(chats, given);
  const app = await startTestApp(
    world.url,
    { ...world.config(), dataDir: world.dataDir },
    around ? { around } : {},
  );
  return {
    world,
    app,
    chats,
    async [Symbol.asyncDispose]() {
      await app.stop();
      await world.close();
    },
  };
}

/** An error that quotes what it met. */
class Poison extends Error {
  override readonly name = 'Poison';
}

const logged = (app: TestApp, event: string) => app.log.filter((line) => line.event === event);
const marked = (chats: readonly Chat[]) =>
  until('every mark', () => chats.every((chat) => chat.sight().proofs.every(({ marks }) => marks === 1)));

describe.concurrent('one Boost Pal', { timeout: 240_000 }, () => {
  test('whose working connections are all held still takes proofs in', async () => {
    await using on = await running([await discordChat(), await slackChat(zone)]);
    const held = Promise.withResolvers<void>();
    let holding = 0;
    // The working pool, and nothing else: the intake has its own.
    const holders = Array.from({ length: 10 }, () =>
      on.app.storage.db
        .$transaction(
          async (tx) => {
            await tx.$queryRaw`select 1`;
            holding++;
            await held.promise;
          },
          { maxWait: 8_000, timeout: 30_000 },
        )
        .catch(() => undefined),
    );
    await until('the pool to be held', () => holding >= 8);
    for (const chat of on.chats) chat.post('일손이 다 잡혀 있어도');
    // While they are held: after ten seconds PostgreSQL ends whoever only holds.
    await on.world.taken(2, 8_000);
    held.resolve();
    await Promise.all(holders);
    expect(await on.world.verdict()).toEqual([]);
  });

  test('transactions that PostgreSQL breaks off (deadlock, serialization) are run again as a whole', async () => {
    await using on = await running([await slackChat(zone)]);
    const { unitOfWork, db } = on.world.storage;
    const rows = await Promise.all(
      ['하나', '둘'].map((name) =>
        unitOfWork.run((tx) => tx.ensureWorkspace('web', `dead-${name}` as never, name)),
      ),
    );
    let tries = 0;
    const meeting = Promise.withResolvers<void>();
    let there = 0;
    const crossing = (order: readonly number[]) =>
      unitOfWork.run(async (tx) => {
        tries++;
        await tx.saveSettings(rows[order[0]!]!.id, { mark: '🐹' });
        if (++there === 2) meeting.resolve();
        await Promise.race([meeting.promise, new Promise((resolve) => setTimeout(resolve, 2_000))]);
        await tx.saveSettings(rows[order[1]!]!.id, { mark: '🐹' });
      });
    await Promise.all([crossing([0, 1]), crossing([1, 0])]);
    // One of the two once more; where the machine stood still for seconds, perhaps again.
    expect(tries).toBeGreaterThanOrEqual(3);
    expect(tries).toBeLessThanOrEqual(5);

    // The fact of a proof, refused twice as PostgreSQL refuses what it cannot put in order.
    await db.$executeRaw`create sequence refusals`;
    await db.$executeRawUnsafe(`create function refuse_twice() returns trigger language plpgsql as $$ begin
      if nextval('refusals') <= 2 then raise exception 'could not serialize access' using errcode = '40001'; end if; return new; end $$`);
    await db.$executeRaw`create trigger refusing before insert on proof for each row execute function refuse_twice()`;
    on.chats[0]!.post('세 번 만에');
    expect(await on.world.verdict()).toEqual([]);
    const [count] = await db.$queryRaw<{ n: number }[]>`select last_value::int as n from refusals`;
    expect(count!.n).toBe(3);
  });

  test('a proof deleted while its cheer is written: no ghost', async () => {
    const gate = Promise.withResolvers<void>();
    const writing = Promise.withResolvers<void>();
    const chats = [await discordChat()];
    await using on = await running(chats, {
      storage: (storage) => ({
        ...storage,
        cheers: {
          ...storage.cheers,
          async begin(proof) {
            const context = await storage.cheers.begin(proof);
            writing.resolve();
            await gate.promise;
            return context;
          },
        },
      }),
    });
    const post = chats[0]!.post('쓰는 동안 지워요');
    await writing.promise;
    post.remove();
    await until('the deletion', () => logged(on.app, 'proof.deleted').length === 1);
    gate.resolve();
    expect(await on.world.verdict()).toEqual([]);
    expect(logged(on.app, 'cheer.overtaken')).toHaveLength(1);
    expect(chats[0]!.sight().said).toEqual([]);
  });

  test('a proof deleted while its cheer is on the wire: what was said is taken back', async () => {
    const chats = [await slackChat(zone)];
    await using on = await running(chats);
    const late = chats[0]!.fake.fail({ method: 'chat.postMessage', times: 1 }, { kind: 'delay', ms: 1_500 });
    const post = chats[0]!.post('보내는 동안 지워요');
    await until('the request', () => late.hits() === 1);
    post.remove();
    expect(await on.world.verdict()).toEqual([]);
    expect(chats[0]!.sight().said).toEqual([]);
  });

  test('a job that always throws is dead after four tries, takes its cheer along, and the queue moves', async () => {
    let thrown = 0;
    await using on = await running([await slackChat(zone)], {
      storage: (storage) => ({
        ...storage,
        cheers: {
          ...storage.cheers,
          async begin(proof) {
            const context = await storage.cheers.begin(proof);
            if (context?.text.includes('독')) {
              thrown++;
              throw new Poison(context.text);
            }
            return context;
          },
        },
      }),
    });
    const { ref } = on.chats[0]!.post('독이 든 글');
    await until('the first throw', () => thrown === 1);
    on.chats[0]!.post('평범한 글');
    await until('the queue to move on', () => logged(on.app, 'cheer.posted').length === 1);
    await until('the cheer to be given up', async () => {
      // Half a minute lies between its tries: the next one is now.
      await on.world.storage.db.$executeRaw`
        update graphile_worker._private_jobs set run_at = now() where attempts > 0 and locked_at is null and run_at > now()`;
      return on.world.storage.db.cheer.findFirst({ where: { state: 'givenUp' } });
    });
    expect(thrown).toBe(4);
    const [dead] = await on.world.storage.db.$queryRaw<{ last_error: string }[]>`
      delete from graphile_worker._private_jobs where attempts >= max_attempts returning last_error`;
    // What it was and where, without what it says.
    expect(dead!.last_error).toMatch(/^Poison at core\/cheer\/\S+:\d+$/);
    const cheer = await on.world.storage.db.cheer.findFirstOrThrow({ where: { state: 'givenUp' } });
    expect(cheer.reason).toBe(`its job failed: ${dead!.last_error}`);
    expect(await on.world.verdict()).toEqual([`the cheer of ${ref} was given up: ${cheer.reason}`]);
  });

  test('a photo that kills its decoder: the program lives, the photo is refused after two tries, the rest counts', async () => {
    let killed = 0;
    await using on = await running([await slackChat(zone)], {
      photos: (decoder) => ({
        ...decoder,
        async process(bytes, signal) {
          const outcome = await decoder.process(bytes, signal);
          if (!outcome.ok || outcome.width !== 66) return outcome;
          killed++;
          throw new PhotoWorkerError('died', 'SIGKILL');
        },
      }),
    });
    const [chat] = on.chats;
    chat!.post('해독기를 죽이는 사진', { photo: await jpegPhoto({ width: 66, height: 64 }) });
    chat!.post('다음 사진', { photo: await jpegPhoto({ width: 64, height: 64 }) });
    expect(await on.world.verdict()).toEqual([]);
    expect(killed).toBe(2);
    expect(logged(on.app, 'photo.decoder_died')).toHaveLength(2);
    expect(logged(on.app, 'photo.refused')).toHaveLength(1);
    expect(logged(on.app, 'photo.kept')).toHaveLength(1);
    expect(await on.world.storage.db.checkIn.count({ where: { counted: true } })).toBe(2);
  });

  test('a photo posted twice and deleted once: its file stays for the other', async () => {
    const [chat, photo] = await Promise.all([slackChat(zone), jpegPhoto({ width: 70, height: 64 })]);
    await using on = await running([chat]);
    const [first] = ['같은 사진', '같은 사진을 또'].map((text) => chat.post(text, { photo }));
    expect(await on.world.verdict()).toEqual([]);
    first!.remove();
    await until('its copies to be forgotten', () =>
      on.world.storage.db.photo.findFirst({ where: { state: 'erased' } }),
    );
    expect(await on.world.verdict()).toEqual([]);
    expect(await on.world.storage.db.photo.count({ where: { state: 'kept' } })).toBe(1);
  });

  test('250 posts made while it was away are all credited, each for its own day', async () => {
    const chat = await discordChat({ rateLimits: 'off' });
    const world = await openWorld([chat], { startsOnDaysAgo: 12 });
    const now = Date.now();
    await world.storage.db.$executeRaw`update challenge set created_at = now() - interval '12 days'`;
    for (let day = 9; day >= 0; day--) {
      for (let person = 0; person < 25; person++)
        chat.post(`${day}일 전`, { by: person, at: now - day * 86_400_000 + person * 1_000 - 60_000 });
    }
    const app = await startTestApp(world.url, { ...world.config(), dataDir: world.dataDir });
    try {
      expect(await world.verdict()).toEqual([]);
      const days = await world.storage.db.$queryRaw<{ day: string; n: number }[]>`
        select day::text, count(*)::int as n from check_in where counted group by day order by day`;
      expect(days.map(({ n }) => n)).toEqual(Array.from({ length: 10 }, () => 25));
    } finally {
      await app.stop();
      await world.close();
    }
  });

  test('a photo that mentions the bot comes by three kinds of event, and is credited once', async () => {
    const chat = await slackChat(zone, { events: ['message.channels', 'app_mention', 'file_shared'] });
    await using on = await running([chat]);
    chat.post(`<@${chat.fake.team.botUser}> 달렸어요`, {
      photo: await jpegPhoto({ width: 64, height: 48 }),
    });
    await chat.fake.settled(30_000);
    const kinds = chat.fake.dispatch.bodies.map(({ event }) => (event as { type: string }).type);
    expect(kinds.sort()).toEqual(['app_mention', 'file_shared', 'message']);
    expect(await on.world.verdict()).toEqual([]);
    expect(await on.world.storage.db.checkIn.count({ where: { counted: true } })).toBe(1);
    expect(logged(on.app, 'photo.kept')).toHaveLength(1);
    expect(chat.sight().said).toHaveLength(1);
    await marked([chat]);
  });

  test('pages of HTML in Discord’s place, with any status, are never content', async () => {
    const chats = [await discordChat()];
    await using on = await running(chats);
    const pages = ([429, 403, 200, 503] as const).map((status) =>
      chats[0]!.fake.fail({ method: 'POST' }, cloudflarePage(status, status === 429 ? 1 : undefined), 1),
    );
    for (let n = 0; n < 4; n++) chats[0]!.post(`벽 너머로 ${n}`);
    expect(await on.world.verdict()).toEqual([]);
    expect(pages.map(({ hits }) => hits)).toEqual([1, 1, 1, 1]);
  });
});
