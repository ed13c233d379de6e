import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { postWelcome } from '../../../src/core/challenge/welcome.ts';
import type { ChannelRef, DeliveryKey, MemberRef, WorkspaceRef } from '../../../src/core/model/ids.ts';
import { discordDriver } from '../../contract/drivers/discord.ts';
import {
  discordError,
  type FakeMessage,
  INSTALL_PERMISSIONS,
  Permission,
  visibleText,
} from '../../fakes/discord/index.ts';
import { startTestApp, type TestApp, until } from '../../support/app.ts';
import { beginChallenge } from '../../support/challenge.ts';
import { freshDatabase } from '../../support/database.ts';
import { clockOfOneDay } from '../../support/one-day.ts';
import { settled } from '../../support/oracle.ts';

let app: TestApp;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let driver: Awaited<ReturnType<typeof discordDriver>>;

beforeEach(async () => {
  database = await freshDatabase();
  driver = await discordDriver();
  // What is missing is told once a month.
  app = await startTestApp(database.url, driver.config, { clock: clockOfOneDay() });
  app.provoked.push('delivery.dead forbidden: ');
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

describe('what only a manager can mend', () => {
  test('a missing permission is named once in the channel, however many cheers it stops', async () => {
    driver.fake.setBotPermissions(channel(), INSTALL_PERMISSIONS & ~Permission.createPublicThreads);
    for (const n of [1, 2, 3]) await driver.post(driver.member(n), '오늘도 했어요');
    await until('it to be named', () => said().length > 0);
    expect(await settled(app.storage)).toEqual([]);
    expect(said()).toHaveLength(1);
    expect(said()[0]!.replaceAll('\\', '')).toBe(
      '권한이 없어서 글이나 반응을 올리지 못하고 있어요. 필요한 권한: **공개 스레드 만들기**',
    );
    const cheers = await app.storage.db.cheer.findMany();
    expect(cheers).toHaveLength(3);
    for (const cheer of cheers)
      expect(cheer).toMatchObject({ state: 'givenUp', reason: expect.stringContaining('forbidden') });
    expect(await app.storage.db.checkIn.count({ where: { counted: true } })).toBe(3);
  });

  test('a welcome that the channel refused comes once when it takes posts again', async () => {
    const { fake } = driver;
    const allow = (less: bigint) => fake.setBotPermissions(channel(), INSTALL_PERMISSIONS & ~less);
    const welcomes = () => said().filter((text) => text.includes('담찌'));
    allow(Permission.sendMessages);
    await app.storage.unitOfWork.run(async (tx) => {
      const workspace = (await tx.findWorkspace('discord', driver.workspace))!;
      const [challenge] = await tx.listChallenges(workspace.id);
      await postWelcome(tx, workspace, challenge!);
    });
    expect(await settled(app.storage)).toEqual([]);
    expect(welcomes()).toEqual([]);
    allow(0n);
    await until('the welcome', () => welcomes().length > 0);
    const read = () => app.log.filter(({ event }) => event === 'discord.look_again.done').length;
    for (const less of [Permission.addReactions, 0n]) {
      const before = read();
      allow(less);
      await until('the channel to be read again', () => read() > before);
    }
    expect(await settled(app.storage)).toEqual([]);
    expect(welcomes()).toHaveLength(1);
  });

  test('one member who blocked the bot and one locked thread take nothing from others, and nobody is told', async () => {
    const [blocking, closing, other] = [driver.member(1), driver.member(2), driver.member(3)];
    driver.fake.blockBot(blocking);
    const unmarked = await driver.post(blocking, '오늘도 했어요');
    const locked = driver.fake.post({ channel: channel(), author: closing, content: '오늘도 했어요' });
    driver.fake.setThread(driver.fake.openThread(locked, closing, '끝'), { archived: true, locked: true });
    await until('two check-ins', async () => (await app.storage.db.checkIn.count()) === 2);
    expect(await settled(app.storage)).toEqual([]);
    const proof = await driver.post(other, '오늘도 했어요');
    await until('the cheer', async () => (await driver.see(proof)).thread.length > 0);
    expect(await settled(app.storage)).toEqual([]);
    expect((await driver.see(unmarked)).marks).toEqual([]);
    expect((await driver.see(proof)).marks).toHaveLength(1);
    expect(await app.storage.db.checkIn.count({ where: { counted: true } })).toBe(3);
    expect(said()).toEqual([]);
  });

  test('where the channel takes nothing at all, whoever made the challenge is told directly, once for each permission', async () => {
    const { fake } = driver;
    const boss = driver.member(0);
    const closed = Permission.sendMessages | Permission.createPublicThreads;
    const { db, unitOfWork } = app.storage;
    const createdBy = await unitOfWork.run(async (tx) => {
      const { id } = await tx.ensureWorkspace('discord', driver.workspace);
      return (await tx.ensureMember(id, { ref: boss.user.id as MemberRef, name: '민지', locale: 'ko' })).id;
    });
    await db.challenge.updateMany({ data: { createdBy } });
    fake.setBotPermissions(channel(), INSTALL_PERMISSIONS & ~closed);
    for (const n of [1, 2]) await driver.post(driver.member(n), '오늘도 했어요');
    const told = () => driver.privately(boss);
    await until('both to be named', async () => (await told()).length > 1);
    expect(await settled(app.storage)).toEqual([]);
    const named = (await told()).map((text) => /\*\*(.+)\*\*/.exec(text.replaceAll('\\', ''))?.[1]);
    expect(named.toSorted()).toEqual(['공개 스레드 만들기', '메시지 보내기']);
    expect(said()).toEqual([]);
  });

  test('a member who takes no direct messages is nothing to tell a manager about', async () => {
    const [shy, open] = [driver.member(1), driver.member(2)];
    driver.fake.takeDirectMessages(shy, false);
    await app.storage.unitOfWork.run(async (tx) => {
      const { id } = await tx.ensureWorkspace('discord', driver.workspace);
      for (const { user } of [shy, open]) {
        const target = {
          kind: 'direct',
          member: user.id as MemberRef,
          workspace: driver.workspace,
        } as const;
        const view = { view: 'note', line: ['어제는 보호권이 지켜 줬어요.'] } as const;
        await tx.deliver(id, null, `freeze:${user.id}` as DeliveryKey, { do: 'post', target, view });
      }
    });
    expect(await settled(app.storage)).toEqual([]);
    const [told, ...others] = [...driver.fake.state.channels.values()]
      .filter(({ type }) => type === 1)
      .flatMap((direct) => driver.fake.botMessagesIn(direct).map(() => direct.recipientId));
    expect([told, others]).toEqual([open.user.id, []]);
    expect(said()).toEqual([]);
    const refused = await app.storage.db.delivery.findFirstOrThrow({
      where: { key: `freeze:${shy.user.id}` },
    });
    expect(refused).toMatchObject({ state: 'dead', reason: 'forbidden: 50007' });
  });

  test('a server that was left is parked; invited again, it is in service, and what was posted meanwhile counts once', async () => {
    const { db } = app.storage;
    const guild = driver.fake.state.guilds.get(driver.workspace)!;
    const isParked = async () => (await db.workspace.findFirstOrThrow({ where: { ref: guild.id } })).parkedAt;
    const credited = async (message: FakeMessage) => (await driver.see(message)).marks.length > 0;
    const before = await driver.post(driver.member(0), '첫째 날이에요');
    await until('credit', () => credited(before));
    driver.fake.removeBot(guild);
    await until('the workspace to be parked', isParked);
    const meanwhile = [await driver.post(driver.member(1), '혼자 달렸어요')];
    meanwhile.push(await driver.post(driver.member(2), '저도 달렸어요'));
    driver.fake.inviteBot(guild);
    const live = await driver.post(driver.member(3), '다시 왔어요');
    for (const message of [...meanwhile, live]) await until('credit', () => credited(message));
    expect(await isParked()).toBeNull();
    expect(await settled(app.storage)).toEqual([]);
    expect([await db.proof.count(), await db.checkIn.count({ where: { counted: true } })]).toEqual([4, 4]);
    driver.fake.removeBot(guild);
    await until('the workspace to be parked', isParked);
    driver.fake.inviteBot(guild);
    await until('the workspace to be back', async () => (await isParked()) === null);

    // So it is where nothing is going on, when it was invited while nobody heard of it.
    await db.challenge.updateMany({ data: { endedAt: new Date() } });
    await db.workspace.updateMany({ data: { parkedAt: new Date() } });
    driver.fake.gateway.refuseResume = true;
    driver.fake.gateway.close(4000);
    await until('the workspace to be back', async () => (await isParked()) === null);
  });

  test('the gateway is asked for exactly the intents that are used', async () => {
    // Guilds (1), messages in servers (512) and marks on them (1024), direct messages (4096), and what they say (32768).
    expect(driver.fake.gateway.intents).toEqual([38_401]);
  });
});

describe('what people write to the bot directly', () => {
  const answered = async (question: FakeMessage) => {
    await until('an answer', async () => (await driver.see(question)).thread.length > 0);
    expect(await settled(app.storage)).toEqual([]);
    return (await driver.see(question)).thread;
  };

  test('is about the server they posted in last; a stranger’s about one that the bot is in', async () => {
    const { fake } = driver;
    const { db } = app.storage;
    const other = fake.guild({ name: '읽는 사람들' });
    const shelf = fake.channel(other);
    const place = { workspace: other.id as WorkspaceRef, channel: shelf.id as ChannelRef };
    await beginChallenge(app.storage, { name: 'discord', ...place });
    const runner = driver.member(1);
    const reader = fake.join(runner, other);
    const questions: FakeMessage[] = [];
    const posts = [
      { channel: channel(), author: runner },
      { channel: shelf, author: reader },
      { channel: channel(), author: runner },
    ];
    for (const [n, post] of posts.entries()) {
      fake.post({ ...post, content: '오늘도 했어요' });
      await until('the proof', async () => (await db.proof.count()) > n);
      const question = fake.directMessage(runner, `너 사람이야? ${n}`);
      expect(await answered(question)).toEqual([expect.stringMatching(/AI/u)]);
      questions.push(question);
    }
    const asked = await db.$queryRaw<{ ref: string; message: string }[]>`
      select w.ref, split_part(t.message_ref, '/', 1) as message from talk_turn t join workspace w on w.id = t.workspace_id
      where t.text like '너 사람이야%' order by t.at`;
    const about = [driver.workspace, other.id, driver.workspace];
    expect(asked).toEqual(about.map((ref) => ({ ref, message: `@me:${ref}` })));

    const stranger = fake.member(other, { name: '처음 온 사람' });
    const hello = fake.directMessage(stranger, '안녕하세요');
    expect((await answered(hello)).join()).toContain('챌린지는');
    fake.redeliver(hello);
    // Once this one is answered, the other would have been.
    await answered(fake.directMessage(stranger, '너 사람이야?'));
    expect((await driver.see(hello)).thread).toHaveLength(1);
    expect(said()).toEqual([]);

    // Taken back before another process, it is still looked for where it was said.
    await app.stop();
    app = await startTestApp(database.url, driver.config, { clock: clockOfOneDay() });
    fake.deleteMessage(questions[1]!);
    const left = () => app.storage.db.talkTurn.findMany({ where: { text: { startsWith: '너 사람이야? ' } } });
    await until('the words to be gone', async () => (await left()).length === 2);
    await until('its answer to be gone', async () => (await driver.see(questions[1]!)).thread.length === 0);
  });

  test('and cannot be answered there is nothing to tell a manager about', async () => {
    const { fake } = driver;
    const { db } = app.storage;
    const [shy, odd] = [driver.member(1), driver.member(2)];
    fake.takeDirectMessages(shy, false);
    const closed = fake.directMessage(odd, '너 사람이야?');
    const refused = fake.fail(
      {
        method: 'POST',
        route: '/channels/:channel_id/messages',
        where: ({ params }) => params.channel_id === closed.channelId,
      },
      discordError(403, 50001),
    );
    fake.directMessage(shy, '너 사람이야?');
    const dead = { key: { startsWith: 'talk:' }, state: 'dead' };
    await until('both to be refused', async () => (await db.delivery.count({ where: dead })) === 2);
    expect(await settled(app.storage)).toEqual([]);
    const why = await db.delivery.findMany({ where: dead, select: { reason: true } });
    expect(why.map(({ reason }) => reason).toSorted()).toEqual(['forbidden: 50001', 'forbidden: 50007']);
    expect(refused.hits).toBe(1);
    expect(await db.delivery.count({ where: { key: { contains: 'permission:' } } })).toBe(0);
    expect(said()).toEqual([]);
  });
});
