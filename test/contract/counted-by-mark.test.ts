import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp, until } from '../support/app.ts';
import { beginChallenge } from '../support/challenge.ts';
import { freshDatabase } from '../support/database.ts';
import { middayZone } from '../support/midday.ts';
import { auditDatabase, settled } from '../support/oracle.ts';
import { type Driver, saidOfProof } from './driver.ts';
import { discordDriver } from './drivers/discord.ts';
import { slackDriver } from './drivers/slack.ts';
import { webDriver } from './drivers/web.ts';
import { testOfChats } from './of-chats.ts';

const zone = middayZone();
const platforms: readonly [string, () => Promise<Driver>][] = [
  ['Discord', () => discordDriver() as Promise<Driver>],
  ['Slack over Socket Mode', () => slackDriver('socket', zone) as Promise<Driver>],
  ['Slack over HTTP', () => slackDriver('http', zone) as Promise<Driver>],
  ['the page', async () => webDriver() as Driver],
];

describe.each(platforms)('the hamster put on a message by hand on %s', (name, open) => {
  const ofChats = testOfChats(name);
  let driver: Driver;
  let app: TestApp;
  let database: Awaited<ReturnType<typeof freshDatabase>>;

  beforeAll(async () => {
    database = await freshDatabase();
    driver = await open();
    app = await startTestApp(database.url, { ...driver.config, timezone: zone });
    await driver.attach(app);
  });
  afterAll(async () => {
    expect(await settled(app.storage)).toEqual([]);
    expect(await auditDatabase(app.storage)).toEqual([]);
    await app.stop();
    expect(driver.complaints()).toEqual([]);
    await driver.stop();
    await database.drop();
  });

  const hamster = '🐹';
  const manager = () => driver.member(0);
  const see = (message: unknown) => driver.see(message);
  const cheered = (message: unknown) =>
    until('a cheer', async () => (await see(message)).thread.find((text) => text.includes('\n')));
  /** Begins anew, so that nobody has done their day. */
  async function challenge(): Promise<void> {
    await app.storage.db.challenge.updateMany({ data: { endedAt: new Date() } });
    await beginChallenge(app.storage, driver, { title: '아침 달리기', timezone: zone });
  }
  /** Said to us, it is no proof. */
  const talk = (n: number) => driver.post(driver.member(n), `${driver.callsBot} 안녕`);
  /** Marks of one channel are taken in one after another: when this one has counted, those before it are done with. */
  async function marksAreDone(by = 4): Promise<void> {
    const last = await talk(by);
    await driver.mark(driver.member(by), last, hamster);
    await cheered(last);
    expect(await settled(app.storage)).toEqual([]);
  }
  const audited = () => app.storage.db.audit.count({ where: { what: 'checkInAdded' } });
  const counting = () => app.storage.db.checkIn.count({ where: { revokedAt: null } });

  test('counts what its author meant as a proof, with mark and cheer', async () => {
    await challenge();
    const message = await talk(1);
    await driver.mark(driver.member(1), message, hamster);
    await cheered(message);
    expect(await settled(app.storage)).toEqual([]);
    expect((await see(message)).marks).toEqual([hamster]);
    expect(await audited()).toBe(0);
  });

  test('counts somebody’s reply in a thread for a manager, once, however often it is put there', async () => {
    await challenge();
    const root = await driver.post(driver.member(2), '오늘도 달렸어요');
    await cheered(root);
    const reply = await driver.answer(driver.member(3), root, '저도 5km 달렸어요');
    const [before, noted] = [await counting(), await audited()];
    await driver.mark(manager(), reply, hamster);
    await until('credit', async () => (await counting()) === before + 1);
    await driver.mark(manager(), reply, hamster);
    await marksAreDone();
    expect(await counting()).toBe(before + 2);
    expect(await audited()).toBe(noted + 1);
    const proof = await app.storage.db.proof.findFirst({ where: { text: '저도 5km 달렸어요' } });
    expect(proof).toMatchObject({ undoneAt: null });
  });

  test('is applause from anybody else, on what counts already, and as any other emoji', async () => {
    await challenge();
    const proof = await driver.post(driver.member(2), '오늘도 달렸어요');
    await cheered(proof);
    const message = await talk(1);
    const [before, noted] = [await counting(), await audited()];
    await driver.mark(driver.member(2), message, hamster);
    await driver.mark(driver.member(3), message, hamster);
    await driver.mark(driver.member(1), message, '👏');
    await driver.mark(manager(), message, '👏');
    await driver.mark(manager(), proof, hamster);
    await driver.mark(driver.member(3), proof, hamster);
    await marksAreDone();
    expect(await counting()).toBe(before + 1);
    expect(await audited()).toBe(noted);
    expect((await see(message)).marks).toEqual([]);
    expect(saidOfProof(await see(proof))).toHaveLength(1);
  });

  ofChats('told again changes nothing, and leaves undone what was undone since', async () => {
    await challenge();
    const message = await talk(1);
    const [before, noted] = [await counting(), await audited()];
    await driver.mark(manager(), message, hamster);
    await cheered(message);
    await driver.redeliverMark!(message);
    await marksAreDone();
    expect(await counting()).toBe(before + 2);
    expect(await audited()).toBe(noted + 1);
    expect(await driver.menu(driver.member(1), 'undo', message)).toContain('취소했어요');
    await driver.redeliverMark!(message);
    await marksAreDone(3);
    expect(await counting()).toBe(before + 2);
    // Put there again, it counts again.
    await driver.mark(manager(), message, hamster);
    await until('credit', async () => (await counting()) === before + 3);
  });
});
