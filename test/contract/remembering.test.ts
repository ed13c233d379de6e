import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planAngles } from '../../src/core/cheer/plan.ts';
import type { Inbound, InboundMessage } from '../../src/core/inbound.ts';
import type { ModelConfig } from '../../src/model-settings.ts';
import { type FaultyModel, goodWire, startFaultyModel } from '../fakes/model/index.ts';
import { startTestApp, type TestApp, until } from '../support/app.ts';
import { beginChallenge } from '../support/challenge.ts';
import { textOf } from '../support/core.ts';
import { freshDatabase } from '../support/database.ts';
import { keptWords } from '../support/kept-words.ts';
import { middayZone } from '../support/midday.ts';
import { auditDatabase, settled } from '../support/oracle.ts';
import { modelAlone } from '../support/settings.ts';
import type { Driver } from './driver.ts';
import { discordDriver } from './drivers/discord.ts';
import { slackDriver } from './drivers/slack.ts';
import { webDriver } from './drivers/web.ts';

const zone = middayZone();
const platforms: readonly [string, () => Promise<Driver>][] = [
  ['Discord', () => discordDriver() as Promise<Driver>],
  ['Slack', () => slackDriver('http', zone) as Promise<Driver>],
  ['the page', async () => webDriver() as Driver],
];

/** Ids whose second cheer, were it to remember something, would speak of that. */
function newId(): string {
  const facts = { situation: 'textOnly', hasText: true, hasPhoto: false, daysDone: 2, streak: null } as const;
  for (;;) {
    const id = randomUUID();
    if (planAngles({ ...facts, remembers: true, lastAngles: [], seed: `${id}:0` })[0] === 'memory') return id;
  }
}

/** Recalls what it is told of, as a good model would. */
function answer(request: Readonly<Record<string, unknown>>) {
  const sent = JSON.stringify(request).split('<proof-').at(-1)!;
  if (sent.includes('수선화'))
    return {
      ...goodWire,
      evidence: [{ source: 'text' as const, quote: '수선화 밭' }],
      line1: '수선화 밭을 지나오신 하루네요.',
      line2: '담찌가 둥지 문을 활짝 열어 두었어요.',
    };
  return sent.includes('한강에서 3km')
    ? {
        ...goodWire,
        evidence: [{ source: 'memory' as const, quote: '한강에서 3km' }],
        line1: '한강에서 3km 걷뛰하시던 길이 오늘 또 열렸네요.',
        line2: '담찌 수염이 그날 바람을 아직 기억하고 있어요.',
      }
    : {
        ...goodWire,
        evidence: [{ source: 'text' as const, quote: '한강' }],
        line1: '한강 바람을 데리고 돌아오신 하루네요.',
        line2: '담찌가 둥지 문을 활짝 열어 두었어요.',
      };
}

describe.each(platforms)('a memory on %s', (_name, open) => {
  let driver: Driver;
  let app: TestApp;
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let model: FaultyModel;
  let inbound: Inbound;
  const arrived: InboundMessage[] = [];

  beforeAll(async () => {
    database = await freshDatabase();
    model = await startFaultyModel();
    model.answer(answer);
    driver = await open();
    const access: ModelConfig = {
      ...({
        apiKey: 'key',
        baseURL: model.baseURL,
        model: 'm',
        api: 'chat',
        json: 'strict',
        vision: false,
      } as const),
      price: { input: 0, cached: 0, written: 0, output: 0 },
      ...modelAlone,
    };
    app = await startTestApp(
      database.url,
      { ...driver.config, timezone: zone, model: access },
      {
        newId,
        around: {
          inbound: (true_) => {
            inbound = true_;
            return {
              ...true_,
              message(event) {
                arrived.push(event);
                return true_.message(event);
              },
            };
          },
        },
      },
    );
    await driver.attach(app);
    // The page begins with a challenge of its own.
    await app.storage.db.challenge.updateMany({ data: { endedAt: new Date() } });
    await beginChallenge(app.storage, driver, { timezone: zone });
  });
  /** The page keeps its own messages in the same database. */
  const pageOnly = (places: readonly string[]) => (driver.name === 'web' ? places : []);
  afterAll(async () => {
    expect(await settled(app.storage)).toEqual([]);
    expect(await auditDatabase(app.storage)).toEqual([]);
    await app.stop();
    expect(driver.complaints()).toEqual([]);
    await driver.stop();
    await model.close();
    await database.drop();
  });

  test('comes up in a cheer with its day and a button that only its owner may press', async () => {
    const { db } = app.storage;
    const first = await driver.post(driver.member(1), '한강에서 3km 걷다 뛰다 했어요');
    await until('a cheer', async () => (await driver.see(first)).thread.length > 0);
    await until('its memory', () => db.memory.count());
    // Four days pass.
    await db.$executeRaw`update proof set posted_at = posted_at - interval '4 days'`;
    await db.$executeRaw`update check_in set day = day - 4, at = at - interval '4 days'`;
    await db.$executeRaw`update enrollment set joined_on = joined_on - 4, streak = null, streak_version = streak_version + 1`;
    await db.$executeRaw`update memory set at = at - interval '4 days'`;

    const second = await driver.post(driver.member(1), '한강에서 5km 달렸어요');
    const said = await until('a memory', async () =>
      (await driver.see(second)).thread.find((text) => text.includes('떠올린 기록: ')),
    );
    expect(said).toContain('한강에서 3km 걷뛰하시던 길이 오늘 또 열렸네요.');
    const recalled = await db.cheer.findFirstOrThrow({ where: { memoryId: { not: null } } });
    const action = `1:forget:${recalled.memoryId}`;
    const { effect } = await db.delivery.findUniqueOrThrow({ where: { key: `cheer:${recalled.proofId}` } });
    expect(JSON.stringify(effect)).toContain(action);

    const event = arrived.at(-1)!;
    const press = async (by: InboundMessage['member']) =>
      textOf(
        await inbound.action({ ...event, member: by, id: randomUUID(), locale: 'ko', action, values: {} }),
      );
    expect(await press({ ...event.member, ref: 'U-SOMEBODY' as never, name: '남' })).toContain('기억이라');
    expect(await db.memory.count({ where: { hiddenAt: { not: null } } })).toBe(0);
    expect(await press(event.member)).toContain('앞으로 응원에서 꺼내지 않을게요');
    expect(await db.memory.count({ where: { hiddenAt: { not: null } } })).toBe(1);

    // What stands says it no more: the same message, edited once.
    await until('other words', async () =>
      (await driver.see(second)).thread.every((text) => !/떠올린 기록|3km/u.test(text)),
    );
    expect(await keptWords(app.storage, ['3km 걷뛰'])).toEqual([]);
    const about = { proofId: recalled.proofId, key: { startsWith: 'cheer' } };
    const deliveries = await db.delivery.findMany({ where: about, orderBy: { key: 'asc' } });
    expect(deliveries.map(({ key }) => key)).toEqual([
      `cheer-edit:${recalled.proofId}:1`,
      `cheer:${recalled.proofId}`,
    ]);
  });

  test('goes with all words about it when its member erases what is kept of them', async () => {
    const member = driver.member(0);
    const words = ['수선화', 'daffodil-4711'];
    const file = { name: 'daffodil-4711.jpg', type: 'image/jpeg', bytes: Buffer.from('no picture') };
    const post = await driver.post(member, '수선화 밭 한강에서 5km', [file]);
    await until('a cheer', async () => (await driver.see(post)).thread.length > 1);
    await driver.answer(member, post, '고마워요, 수선화가 예뻤어요');
    await until('an answer', () => app.storage.db.talkTurn.count({ where: { state: 'verified' } }));
    await driver.edit(post, '수선화 밭 한강에서 6km');
    await until('the edit', () => app.storage.db.proof.count({ where: { text: { contains: '6km' } } }));
    // A cheer follows edits once a minute; this one now.
    await app.storage.db
      .$executeRaw`update graphile_worker._private_jobs set run_at = now() where key like 'cheer:%'`;
    await driver.command(member, 'checkin', { text: '수선화를 또 보러 갔어요', day: '어제' });
    expect(await settled(app.storage)).toEqual([]);
    expect(await keptWords(app.storage, words)).toEqual(
      expect.arrayContaining([
        'cheer.line1',
        'delivery.effect',
        'photo.name',
        'proof.text',
        'talk_turn.text',
      ]),
    );

    const { challengeId } = await app.storage.db.checkIn.findFirstOrThrow({
      where: { proof: { text: { contains: '수선화 밭' } } },
    });
    const event = arrived.findLast(({ text }) => text.includes('수선화 밭'))!;
    const action = `1:leaveErase:${challengeId}`;
    const reply = await inbound.action({ ...event, id: randomUUID(), locale: 'ko', action, values: {} });
    expect(textOf(reply)).toContain('지우고');
    expect(await settled(app.storage)).toEqual([]);
    // Of the page alone: what its members posted is theirs.
    expect(await keptWords(app.storage, words)).toEqual(
      pageOnly(['web_file.name', 'web_message.files', 'web_message.text']),
    );
  });

  test('short of words: a member who wants emoji gets one line of them, and who wants silence the mark alone', async () => {
    const { db } = app.storage;
    for (const [n, tone] of [
      [2, 'emoji'],
      [3, 'silent'],
    ] as const) {
      await driver.command(driver.member(n), 'streak');
      const before = new Set((await db.member.findMany()).map(({ id }) => id));
      await db.member.updateMany({
        where: { proofs: { none: {} }, id: { in: [...before] } },
        data: { tone },
      });
      const post = await driver.post(driver.member(n), '저녁 산책을 다녀왔어요');
      await until('its cheer', () =>
        db.cheer.findFirst({
          where: { proof: { member: { tone } }, state: { in: ['posted', 'givenUp'] } },
        }),
      );
      await until('its mark', async () => (await driver.see(post)).marks.length === 1);
      const { thread } = await driver.see(post);
      if (tone === 'silent') expect(thread).toEqual([]);
      // The offer of nudges may stand below it by now.
      else expect(thread[0]).toMatch(/^(🐹|🌻){1,2}$/u);
    }
  });
});
