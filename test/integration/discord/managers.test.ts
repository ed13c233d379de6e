import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { discordDriver } from '../../contract/drivers/discord.ts';
import { INSTALL_PERMISSIONS, Permission, visibleText } from '../../fakes/discord/index.ts';
import { startTestApp, type TestApp, until } from '../../support/app.ts';
import { beginChallenge } from '../../support/challenge.ts';
import { freshDatabase } from '../../support/database.ts';
import { settled } from '../../support/oracle.ts';

describe('what only a manager can mend', () => {
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
    await app.stop();
    await driver.stop();
    await database.drop();
  });

  const channel = () => driver.fake.state.channels.get(driver.channel)!;
  const said = () =>
    driver.fake.botMessagesIn(channel()).map(({ content, components }) => visibleText(content, components));

  test('a missing permission is named once in the channel, however many cheers it stops', async () => {
    driver.fake.setBotPermissions(channel(), INSTALL_PERMISSIONS & ~Permission.createPublicThreads);
    for (const n of [1, 2, 3]) await driver.post(driver.member(n), '오늘도 했어요');
    await until('it to be named', () => said().length > 0);
    expect(await settled(app.storage)).toEqual([]);
    expect(said()).toHaveLength(1);
    expect(said()[0]!.replaceAll('\\', '')).toContain('필요한 권한: **CREATE_PUBLIC_THREADS**');
    const cheers = await app.storage.db.cheer.findMany();
    expect(cheers).toHaveLength(3);
    for (const cheer of cheers)
      expect(cheer).toMatchObject({ state: 'givenUp', reason: expect.stringContaining('forbidden') });
    expect(await app.storage.db.checkIn.count({ where: { counted: true } })).toBe(3);
  });

  test('a server that was left is parked; invited again, its next proof counts', async () => {
    const guild = driver.fake.state.guilds.get(driver.workspace)!;
    driver.fake.removeBot(guild);
    await until(
      'the workspace to be parked',
      async () => (await app.storage.db.workspace.findFirst({ where: { platform: 'discord' } }))?.parkedAt,
    );
    guild.joined = true;
    const message = await driver.post(driver.member(1), '다시 왔어요');
    await until('credit', async () => (await driver.see(message)).marks.length > 0);
    expect(await settled(app.storage)).toEqual([]);
  });

  test('the gateway is asked for exactly the intents that are used', async () => {
    // Guilds, messages and their reactions in servers and direct messages, and what messages say.
    expect(driver.fake.gateway.intents).toEqual([46_593]);
  });
});
