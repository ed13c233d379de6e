import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp, until } from '../support/app.ts';
import { beginChallenge } from '../support/challenge.ts';
import { freshDatabase } from '../support/database.ts';
import { middayZone } from '../support/midday.ts';
import { auditDatabase, settled } from '../support/oracle.ts';
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

describe.each(platforms)('who cheers, chosen on %s', (name, open) => {
  let driver: Driver;
  let app: TestApp;
  let database: Awaited<ReturnType<typeof freshDatabase>>;

  beforeAll(async () => {
    database = await freshDatabase();
    driver = await open();
    app = await startTestApp(database.url, { ...driver.config, timezone: zone });
    await driver.attach(app);
    // The page begins with a challenge of its own.
    await app.storage.db.challenge.updateMany({ data: { endedAt: new Date() } });
    await beginChallenge(app.storage, driver, { timezone: zone });
  });
  afterAll(async () => {
    expect(await settled(app.storage)).toEqual([]);
    expect(await auditDatabase(app.storage)).toEqual([]);
    await app.stop();
    expect(driver.complaints()).toEqual([]);
    await driver.stop();
    await database.drop();
  });

  /** Posts, waits for what becomes of the cheer, and answers what was stored of it and what stands there. */
  async function cheered(n: number) {
    const { db } = app.storage;
    const before = await db.cheer.count();
    const post = await driver.post(driver.member(n), '저녁 산책을 다녀왔어요');
    await until('its cheer', async () => (await db.cheer.count()) > before);
    const ended = { in: ['posted', 'givenUp'] };
    await until('its end', async () => (await db.cheer.count({ where: { state: ended } })) > before);
    await until('its mark', async () => (await driver.see(post)).marks.length === 1);
    const cheer = await db.cheer.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
    // The offer of nudges, which may stand there by now, asks; a cheer never does.
    const { thread } = await driver.see(post);
    return { ...cheer, thread: thread.filter((said) => !/[?？]/.test(said)).join('\n') };
  }

  test('the next cheer is in the chosen voice and says whose it is', async () => {
    const card = await driver.command(driver.member(1), 'pal', { character: 'chorong', language: 'ko' });
    expect(card).toContain('초롱');
    expect(card).toMatch(/습니다|입니다/);
    const { character, templateId, line1, thread } = await cheered(1);
    expect([character, templateId]).toEqual(['chorong', expect.stringMatching(/^chorong\/ko\//)]);
    expect(thread).toContain(line1);
    expect(line1).toMatch(/니다/);
    // The page shows the face and the name instead.
    if (name !== 'the page') expect(thread).toContain('응원한 친구: 초롱');
  });

  test('on the card itself a press chooses, and the card says what holds now', async () => {
    await driver.command(driver.member(2), 'pal', { language: 'ko' });
    const press = (label: string) => driver.pressAnswer(driver.member(2), label);
    expect(await press('🐢 느루')).toMatch(/느루.*이제부터 이렇게 응원할게요/su);
    expect(await press('이모지만')).toContain('이모지만');
    const chosen = await app.storage.db.member.findFirstOrThrow({
      where: { character: { not: null }, tone: 'emoji' },
    });
    expect(chosen.character).toBe('neuru');
    expect(await press('담찌 (워크스페이스의 친구)')).toContain('담찌');
    await press('다정하게 두 줄');
    expect(await app.storage.db.member.findUniqueOrThrow({ where: { id: chosen.id } })).toMatchObject({
      ...{ character: null, tone: 'warm' },
    });
  });

  test('the tone and the language are honoured', async () => {
    const by = async (n: number, options: Readonly<Record<string, string>>) => {
      await driver.command(driver.member(n), 'pal', options);
      return cheered(n);
    };
    expect((await by(2, { character: 'neuru', tone: 'emoji' })).thread).toMatch(/^(🐢|🌿){1,2}$/u);
    expect(await by(3, { tone: 'silent' })).toMatchObject({ state: 'givenUp', thread: '' });
    const english = await by(4, { tone: 'short', language: 'en', character: 'mungchi' });
    expect(english.templateId).toMatch(/^mungchi\/en\//);
  });

  test('a workspace has its own, for who chose nobody', async () => {
    await driver.command(driver.member(0), 'settings', { character: 'neuru' });
    const { character, thread } = await cheered(0);
    expect(character).toBe('neuru');
    expect(thread).not.toMatch(/응원한 친구|Cheered by/);
  });
});
