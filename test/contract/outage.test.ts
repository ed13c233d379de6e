import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, type CivilDay, dayOf } from '../../src/core/model/day.ts';
import type { ChallengeId, MemberRef } from '../../src/core/model/ids.ts';
import { createOutageWatch } from '../../src/core/outage/watch.ts';
import { startFakeDiscord } from '../fakes/discord/index.ts';
import { type Component, flatten } from '../fakes/discord/message-rules.ts';
import { createVisitor } from '../integration/web/visitor.ts';
import { startTestApp, type TestApp, until } from '../support/app.ts';
import { beginChallenge } from '../support/challenge.ts';
import { freshDatabase } from '../support/database.ts';
import { auditDatabase, settled } from '../support/oracle.ts';
import { quietLog } from '../support/quiet.ts';
import type { Driver } from './driver.ts';
import { discordDriver } from './drivers/discord.ts';
import { slackDriver } from './drivers/slack.ts';
import { webDriver } from './drivers/web.ts';

const zone = 'Asia/Seoul';
const hour = 3_600_000;
/** Ten in the evening of a day to come, so that nothing was before it. The first one's end is the next morning at three. */
const first = addDays(dayOf(Date.now(), zone, 0), 2);
const evening = Date.parse(`${first}T22:00:00+09:00`);
let ahead = 0;
const clock = { now: () => Date.now() + ahead, monotonic: () => performance.now() };
const setTo = (at: number) => {
  ahead = at - Date.now();
};

interface Chat {
  readonly driver: Driver;
  readonly managers: MemberRef;
  /** Posts and does not wait for anybody to hear. Null where nobody can post while the program is down. */
  readonly postUnheard: ((n: number, text: string) => void) | null;
  /** The manager presses a button of the newest direct message, by its place. */
  press(app: TestApp, place: number): Promise<unknown>;
}

async function discord(): Promise<Chat> {
  const fake = await startFakeDiscord({ clock });
  const driver = await discordDriver(fake);
  const channel = fake.state.channels.get(driver.channel)!;
  const boss = driver.member(0);
  // In direct messages rights are asked for: those of the server's owner need no role.
  fake.state.guilds.get(driver.workspace)!.ownerId = boss.user.id;
  return {
    driver: driver as Driver,
    managers: boss.user.id as MemberRef,
    postUnheard: (n, content) => void fake.post({ channel, author: driver.member(n), content }),
    async press(_, place) {
      const direct = [...fake.state.channels.values()].find(
        ({ recipientId }) => recipientId === boss.user.id,
      );
      const message = fake.botMessagesIn(direct).at(-1)!;
      const ids = flatten(message.components as Component[]).flatMap((part) => part.custom_id ?? []);
      return fake.button(message, ids[place]!, { channel: direct!, member: boss }).reply();
    },
  };
}

async function slack(): Promise<Chat> {
  const driver = await slackDriver('socket', zone, clock.now);
  const { fake } = driver;
  const boss = driver.member(0);
  return {
    driver: driver as Driver,
    managers: boss as MemberRef,
    postUnheard: (n, text) => void fake.postNow({ channel: driver.channel, user: driver.member(n), text }),
    async press(_, place) {
      const direct = [...fake.world.channels.values()].find(
        (each) => each.kind === 'im' && each.members.has(boss),
      );
      const message = fake.visible(direct!.id).findLast(({ botId }) => botId !== undefined)!;
      const elements = (message.blocks ?? [])
        .filter(({ type }) => type === 'actions')
        .flatMap(({ elements }) => elements as { action_id: string }[]);
      return fake.pressButton({ message }, elements[place]!.action_id, boss);
    },
  };
}

async function page(): Promise<Chat> {
  return {
    driver: webDriver() as Driver,
    managers: 'minji' as MemberRef,
    postUnheard: null,
    async press(app, place) {
      const outage = (await app.storage.db.outage.findFirstOrThrow()).id;
      return createVisitor(app.url!, 'minji').action(
        `1:${place === 0 ? 'excuseDays' : 'keepDays'}:${outage}`,
      );
    },
  };
}

const platforms: readonly [string, () => Promise<Chat>][] = [
  ['Discord', discord],
  ['Slack', slack],
  ['the page', page],
];

describe.each(platforms)('an outage of %s over the end of a day', (_name, open) => {
  let chat: Chat;
  let app: TestApp;
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let challenge: ChallengeId;

  const start = async () => {
    const started = await startTestApp(database.url, { ...chat.driver.config, timezone: zone }, { clock });
    await chat.driver.attach(started);
    return started;
  };
  beforeAll(async () => {
    setTo(evening);
    database = await freshDatabase();
    chat = await open();
    app = await start();
    await app.storage.db.challenge.updateMany({ data: { endedAt: new Date() } });
    const { db, unitOfWork } = app.storage;
    const boss = await unitOfWork.run(async (tx) => {
      const { id } = await tx.ensureWorkspace(chat.driver.name, chat.driver.workspace);
      return tx.ensureMember(id, { ref: chat.managers, name: '민지', locale: 'ko' });
    });
    challenge = await beginChallenge(app.storage, chat.driver, { timezone: zone, createdBy: boss.id });
    expect(await db.outage.count()).toBe(0);
  });
  afterAll(async () => {
    await app.stop();
    expect(chat.driver.complaints()).toEqual([]);
    await chat.driver.stop();
    await database.drop();
  });

  /** The look of the next minute, when all is taken in. */
  const heard = () =>
    until('all to be taken in', async () => {
      const platform = app.platforms.byName.get(chat.driver.name)!;
      if ((await platform.hears()) !== 'everything') return false;
      const { outages } = app.storage;
      await createOutageWatch({
        platforms: () => [platform],
        outages,
        clock,
        uptime: clock.monotonic,
        log: quietLog,
      })();
      return true;
    });
  const credited = async () =>
    (
      await app.storage.db.checkIn.findMany({
        where: { challengeId: challenge, counted: true, revokedAt: null },
        include: { proof: true },
      })
    )
      .map(({ day, proof }) => `${proof?.text}: ${day.toISOString().slice(0, 10)}`)
      .sort();

  test('what was posted meanwhile counts for its own day, and the day is offered and excused', async () => {
    const { driver } = chat;
    await driver.post(driver.member(1), '밤 산책');
    await until('the first credit', async () => (await credited()).length === 1);
    // Somebody who takes part and posts no more that day.
    await driver.command(driver.member(2), 'challenge join', { challenge: '아침 달리기' });
    await heard();
    expect(await settled(app.storage)).toEqual([]);
    await app.stop();

    const next = addDays(first as CivilDay, 1);
    setTo(evening + 3.5 * hour);
    chat.postUnheard?.(3, '자정 넘어 스트레칭');
    setTo(evening + 11 * hour);
    chat.postUnheard?.(1, '아침 달리기 3km');
    setTo(evening + 15 * hour);
    app = await start();
    await heard();
    const offer = await until('the offer', () =>
      app.storage.db.delivery.findFirst({ where: { key: { startsWith: 'outage:' }, state: 'sent' } }),
    );
    // The offer came when all was taken in.
    if (chat.postUnheard) {
      const days = [`아침 달리기 3km: ${next}`, `자정 넘어 스트레칭: ${first}`, `밤 산책: ${first}`];
      expect(await credited()).toEqual(days.sort());
    }
    for (const proof of await app.storage.db.proof.findMany())
      expect(proof.createdAt.getTime()).toBeLessThanOrEqual(offer.createdAt.getTime());
    expect(await app.storage.db.outage.count({ where: { platform: driver.name } })).toBe(1);
    expect(
      (await app.storage.db.outageDay.findMany()).map(({ day }) => day.toISOString().slice(0, 10)),
    ).toEqual([first]);
    const told = await driver.privately(driver.member(0));
    expect(told.some((text) => text.includes('자리를 비운 동안'))).toBe(true);

    await chat.press(app, 0);
    await until('the day to be off', async () => {
      const { pauses } = await app.storage.db.challenge.findUniqueOrThrow({ where: { id: challenge } });
      const [only, ...more] = pauses as { from: string; to: string }[];
      return more.length === 0 && only?.from === first && only.to === first;
    });
    await chat.press(app, 1);
    expect(await settled(app.storage)).toEqual([]);
    expect(await auditDatabase(app.storage)).toEqual([]);
    expect(await app.storage.db.audit.count({ where: { what: { in: ['daysExcused', 'daysKept'] } } })).toBe(
      1,
    );
    // The answer to the second press may still be on its way, and be taken for the answer to this.
    await until('the log to tell of it', async () => {
      const log = await driver.command(driver.member(0), 'admin log');
      return log.replace(/[*\\\u200B]/g, '').includes('모두에게 쉬어 간 날로 했어요');
    });
  });
});
