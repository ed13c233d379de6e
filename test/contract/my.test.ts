import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { memberExport } from '../../src/core/own/export.ts';
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
  ['Slack over Socket Mode', () => slackDriver('socket', zone) as Promise<Driver>],
  ['Slack over HTTP', () => slackDriver('http', zone) as Promise<Driver>],
  ['the page', async () => webDriver() as Driver],
];

describe.each(platforms)('what is kept of oneself, asked for on %s', (name, open) => {
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

  const post = async (n: number, text: string) => {
    const message = await driver.post(driver.member(n), text);
    await until('its mark', async () => (await driver.see(message)).marks.length === 1);
  };

  test('`/my info` says it in a few lines', async () => {
    await post(1, '강변을 5km 달렸어요');
    const said = await driver.command(driver.member(1), 'my info');
    expect(said).toContain('인증 1번과 그 글, 이름과 설정을 간직하고 있어요.');
    expect(said).toContain('지금은 AI 모델을 쓰지 않아서');
    expect(said).toContain('파일 하나에 담아 가져가고');
  });

  test('`/my export` gives a file that only the asker sees, of their own and of nobody else', async () => {
    await post(2, '새벽에 수영을 20분 했어요');
    await post(3, '비밀 일기를 두 쪽 썼어요');
    const said = await driver.command(driver.member(2), 'my export');
    expect(said).toContain('간직한 정보를 모두');
    const isDirect = name.startsWith('Slack');
    expect(said.includes('다이렉트 메시지로 보냈어요')).toBe(isDirect);
    const file = await driver.file(driver.member(2));
    expect(file?.name).toMatch(/^boost-pal-\d{4}-\d{2}-\d{2}\.json$/);
    expect(await driver.file(driver.member(3))).toBeNull();
    const told = memberExport.parse(JSON.parse(file!.text));
    expect(told.proofs).toMatchObject([
      { text: '새벽에 수영을 20분 했어요', standing: 'counts', checkIns: [{ zone, counted: true }] },
    ]);
    // A post of the page has no address outside it.
    if (name === 'the page') expect(told.proofs[0]?.link).toBeNull();
    else expect(told.proofs[0]?.link).toMatch(/^https?:\/\//);
    for (const word of ['비밀', '5km']) expect(file!.text).not.toContain(word);
    const others = await app.storage.db.member.findMany({ where: { id: { not: told.member.id } } });
    expect(others.length).toBeGreaterThan(1);
    for (const { id, ref } of others) {
      expect(file!.text).not.toContain(id);
      expect(file!.text).not.toContain(`"${ref}"`);
    }
  });
});
