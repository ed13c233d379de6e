import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ProofId } from '../../../src/core/model/ids.ts';
import { discordDriver } from '../../contract/drivers/discord.ts';
import { startTestApp, type TestApp, until } from '../../support/app.ts';
import { beginChallenge } from '../../support/challenge.ts';
import { freshDatabase } from '../../support/database.ts';
import { auditDatabase, settled } from '../../support/oracle.ts';

const messages = '/channels/:channel_id/messages';

describe('a proof taken back at an awkward moment', () => {
  let app: TestApp;
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let driver: Awaited<ReturnType<typeof discordDriver>>;

  beforeEach(async () => {
    database = await freshDatabase();
    driver = await discordDriver();
    app = await startTestApp(database.url, driver.config);
    await beginChallenge(app.storage, driver);
  });
  afterEach(async () => {
    expect(await settled(app.storage)).toEqual([]);
    // What we remove comes back from the gateway as one more deletion, whenever it does.
    await expect.poll(() => auditDatabase(app.storage)).toEqual([]);
    await app.stop();
    await driver.stop();
    await database.drop();
  });

  test('words whose answer was lost are found and removed when the proof goes before the next try', async () => {
    const lost = driver.fake.fail({ method: 'POST', route: messages }, { kind: 'drop', when: 'after' }, 4);
    const message = await driver.post(driver.member(1), '오늘도 했어요');
    await until('the words to stand and the answer to be lost', async () => {
      const delivery = await app.storage.db.delivery.findFirst({
        where: { key: { startsWith: 'cheer:' }, maybeSent: true },
      });
      return delivery && (await driver.see(message)).thread.length > 0;
    });
    lost.stop();
    await driver.remove(message);
    await until(
      'nothing of ours to be left',
      async () => (await driver.see(message)).thread.length === 0,
      30_000,
    );
    expect(lost.hits).toBeGreaterThan(0);
  });

  test('a proof given by /checkin is undone on its card', async () => {
    await driver.command(driver.member(1), 'checkin', { text: '계단으로 올라왔어요' });
    expect(await settled(app.storage)).toEqual([]);
    const channel = driver.fake.state.channels.get(driver.channel)!;
    const card = driver.fake.botMessagesIn(channel)[0]!;
    expect(await driver.menu(driver.member(2), 'undo', card)).toContain('내 글에만');
    expect(await driver.menu(driver.member(1), 'undo', card)).toContain('취소했어요');
    expect(await app.storage.db.checkIn.count({ where: { revokedAt: null } })).toBe(0);
    await until('the card to go', () => driver.fake.botMessagesIn(channel).length === 0);
  });

  test('text written for words that were edited meanwhile is not stored', async () => {
    const { cheers, db, unitOfWork } = app.storage;
    const message = await driver.post(driver.member(1), '오늘도 했어요');
    await until('a cheer', async () => (await driver.see(message)).thread.length > 0);
    expect(await settled(app.storage)).toEqual([]);
    const { proofId } = await db.cheer.findFirstOrThrow();
    const proof = proofId as ProofId;
    await unitOfWork.run((tx) => tx.askCheerAgain(proof));
    const old = await cheers.begin(proof);
    const fresh = await cheers.begin(proof);
    const text = {
      source: 'template',
      situation: 'usual',
      character: 'damjji',
      angle: null,
      memory: null,
      model: null,
      templateId: 't',
      promptVersion: null,
      reason: null,
    } as const;
    const view = { view: 'cheer', lines: ['a', 'b'], footer: null, mood: 'happy' } as const;
    const store = (context: typeof old, line: string) =>
      cheers.store(
        context!,
        { ...text, lines: [line, line] },
        {
          key: `cheer-edit:${proof}:${context!.revision}` as never,
          effect: { do: 'edit', of: `cheer:${proof}` as never, view },
        },
        null,
      );
    expect(await store(old, 'old')).toBe('overtaken');
    expect(await store(fresh, 'new')).toBe('stored');
    expect(await db.cheer.findFirstOrThrow()).toMatchObject({ line1: 'new' });
  });
});
