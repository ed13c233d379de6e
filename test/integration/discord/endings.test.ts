import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { discordDriver } from '../../contract/drivers/discord.ts';
import { type FakeMember, type FakeMessage, filesShown, visibleText } from '../../fakes/discord/index.ts';
import { type Component, flatten } from '../../fakes/discord/message-rules.ts';
import { jpegPhoto } from '../../fixtures/photos.ts';
import { startTestApp, type TestApp, until } from '../../support/app.ts';
import { beginChallenge } from '../../support/challenge.ts';
import { freshDatabase } from '../../support/database.ts';
import { middayZone } from '../../support/midday.ts';
import { settled } from '../../support/oracle.ts';

// Words, the end of a challenge and a manager's removal as people in a server see them.
describe('in a Discord server', () => {
  let app: TestApp;
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let driver: Awaited<ReturnType<typeof discordDriver>>;

  beforeEach(async () => {
    database = await freshDatabase();
    driver = await discordDriver();
    const timezone = middayZone();
    app = await startTestApp(database.url, { ...driver.config, timezone });
    await beginChallenge(app.storage, driver, { timezone });
  });
  afterEach(async () => {
    await app.stop();
    await driver.stop();
    await database.drop();
  });

  test('words are kept as they read, and nobody’s id makes them long enough', async () => {
    const { db } = app.storage;
    await db.challenge.updateMany({ data: { minLength: 4 } });
    const [author, friend] = [driver.member(1), driver.member(2)];
    // A history tells what people are called everywhere, and the channel may still be read from it.
    friend.nick = '준호쌤';
    friend.user.globalName = '준호쌤';
    const alone = await driver.post(author, `<@${friend.user.id}>`);
    await until('what is missing', async () => (await driver.see(alone)).thread.length > 0);
    expect((await driver.see(alone)).marks).toEqual([]);
    const emoji = '<a:run:123456789012345678>';
    const proof = await driver.post(
      author,
      `${driver.callsBot} <@${friend.user.id}>와 아침에 5km 달렸어요 ${emoji}`,
    );
    await until('credit', async () => (await driver.see(proof)).marks.length > 0);
    expect(await driver.command(author, 'records')).toContain('@준호쌤와 아침에 5km 달렸어요 :run:');
    expect(await calm()).toEqual([]);
  });

  const channel = () => driver.fake.state.channels.get(driver.channel)!;
  const inChannel = () => driver.fake.botMessagesIn(channel());
  const directOf = (member: FakeMember) =>
    [...driver.fake.state.channels.values()].find(({ recipientId }) => recipientId === member.user.id);
  const told = (member: FakeMember) => driver.fake.botMessagesIn(directOf(member));
  const textOf = ({ content, components }: ReturnType<typeof told>[number]) =>
    visibleText(content, components).replaceAll('\\', '');
  const buttonsOf = ({ components }: FakeMessage) =>
    flatten(components as Component[]).flatMap((part) => part.custom_id ?? []);
  const calm = () => settled(app.storage);
  const post = async (n: number, text: string, photo = false) =>
    driver.post(
      driver.member(n),
      text,
      photo ? [{ name: 'run.jpg', type: 'image/jpeg', bytes: await jpegPhoto({ seed: n }) }] : [],
    );
  const end = async () => {
    const at = { channel: channel(), member: driver.member(0) };
    const asked = await driver.fake.slash('challenge end', at).reply();
    if (asked.kind !== 'message') throw new Error(asked.text);
    const [now] = buttonsOf(asked.message);
    return (await driver.fake.button(asked.message, now!, at).reply()).text;
  };
  const state = async (like: string) =>
    (
      await app.storage.db.delivery.findMany({
        where: { key: { startsWith: like } },
        orderBy: { key: 'asc' },
      })
    ).map(({ state, reason }) => ({ state, reason }));

  test('everybody sees one post; each finisher gets a card with its picture; who takes none or left is let be', async () => {
    await post(1, '비 오는 날에도 달렸어요', true);
    await post(2, '오늘도 해냈어요');
    await post(3, '今日も走りました');
    await until('three check-ins', async () => (await app.storage.db.checkIn.count()) === 3);
    expect(await calm()).toEqual([]);
    driver.fake.takeDirectMessages(driver.member(2), false);
    app.provoked.push('delivery.dead forbidden: ');
    driver.fake.leave(driver.member(3));

    expect(await end()).toContain('끝냈어요');
    await until('the card', () => told(driver.member(1)).length > 0);
    expect(await calm()).toEqual([]);

    const posts = inChannel().filter((message) => textOf(message).includes('함께 마무리해요'));
    expect(posts).toHaveLength(1);
    expect(textOf(posts[0]!)).toContain('모두 합쳐 **3일**을 채웠어요');
    expect(textOf(posts[0]!)).not.toMatch(/준호|Alex|さくら/);
    expect(buttonsOf(posts[0]!)).toHaveLength(2);

    const [card, ...more] = told(driver.member(1));
    expect(more).toEqual([]);
    expect(textOf(card!)).toContain('준호님');
    expect(textOf(card!)).toContain('“비 오는 날에도 달렸어요”');
    expect(textOf(card!)).toContain(`https://discord.com/channels/${driver.workspace}/${driver.channel}/`);
    expect(filesShown(card!)).toHaveLength(1);
    expect([...(await state('finish:'))].map(({ state: how }) => how).sort()).toEqual([
      'dead',
      'sent',
      'skipped',
    ]);
    expect(inChannel().filter((message) => /권한/.test(textOf(message)))).toEqual([]);

    const [mine, again] = buttonsOf(posts[0]!);
    const press = async (n: number, what = again!) => {
      const at = { channel: channel(), member: driver.member(n) };
      const reply = await driver.fake.button(posts[0]!, what, at).reply();
      if (reply.kind !== 'message') throw new Error(reply.text);
      return reply;
    };
    // Who takes no direct messages sees their card alone, with its picture.
    const own = await press(2, mine);
    expect(own.text.replaceAll('\\', '')).toContain('“오늘도 해냈어요”');
    expect(filesShown(own.message)).toHaveLength(1);
    expect(own.message.flags & 64).toBe(64);
    // The other button is everybody's to see and a manager's to use.
    expect((await press(1)).text).toContain('관리자가 할 수 있어요');
    expect((await press(0)).text).toContain('아침 달리기');
    const copies = await app.storage.db.challenge.findMany({
      where: { channelRef: driver.channel, endedAt: null },
    });
    expect(copies).toMatchObject([{ title: '아침 달리기', startedAt: null }]);
    expect(driver.complaints()).toEqual([]);
  });

  test('a channel that was deleted: its closing post is given up quietly, the cards still come', async () => {
    await post(1, '오늘도 달렸어요');
    await until('a check-in', async () => (await app.storage.db.checkIn.count()) === 1);
    expect(await calm()).toEqual([]);
    const elsewhere = driver.fake.channel([...driver.fake.state.guilds.values()][0]!, { name: '다른-곳' });
    driver.fake.deleteChannel(channel());
    const at = { channel: elsewhere, member: driver.member(0) };
    const asked = await driver.fake.slash('challenge end', at).reply();
    if (asked.kind !== 'message') throw new Error(asked.text);
    await driver.fake.button(asked.message, buttonsOf(asked.message)[0]!, at).reply();
    await until('the card', () => told(driver.member(1)).length > 0);
    expect(await calm()).toEqual([]);
    expect(await state('closing:')).toEqual([{ state: 'skipped', reason: expect.stringMatching(/^gone: /) }]);
    expect(
      app.log.filter(
        ({ event, fields }) => event === 'delivery.skipped' && String(fields.delivery).startsWith('closing:'),
      ),
    ).toHaveLength(1);
    expect(driver.fake.botMessagesIn(elsewhere)).toEqual([]);
  });

  test('a removed check-in: the mark goes, the cheer stays, and the member appeals in the direct message', async () => {
    const proof = await post(1, '오늘도 달렸어요');
    await until('the cheer', async () => (await driver.see(proof)).thread.length > 0);
    expect(await calm()).toEqual([]);
    const manager = driver.member(0);
    const at = { channel: channel(), member: manager };
    const member = driver.member(1);
    const answer = await driver.fake
      .slash('admin remove', at, { member: member.user.id, day: '오늘', reason: '어제 사진이에요' })
      .reply();
    expect(answer.text.replaceAll('\\', '')).toContain('인증을 뺐어요');
    await until('the note', () => told(member).length > 0);
    expect(await calm()).toEqual([]);
    const after = await driver.see(proof);
    expect(after.marks).toEqual([]);
    // Beside the cheer, the offer of nudges that a first proof brings.
    expect(after.thread.filter((text) => !text.includes('첫 인증 반가워요'))).toHaveLength(1);

    const [note] = told(member);
    expect(textOf(note!)).toContain('이유: 어제 사진이에요');
    const there = { channel: directOf(member)!, member };
    const appeal = async (words: string) => {
      const opened = await driver.fake.button(note!, buttonsOf(note!)[0]!, there).reply();
      if (opened.kind !== 'form') return opened.text;
      return (await driver.fake.submitForm(opened.form, there, { words }).reply()).text;
    };
    expect(await appeal('새벽에 찍은 사진이에요')).toContain('관리자에게 전했어요');
    await until('the managers to hear', () => told(manager).length > 0);
    expect(textOf(told(manager)[0]!)).toContain('새벽에 찍은 사진이에요');
    expect(await appeal('한 번 더요')).toContain('이미 관리자에게 전했어요');
    expect(await calm()).toEqual([]);
    expect(told(manager)).toHaveLength(1);
    const log = await driver.fake.slash('admin log', at).reply();
    expect(log.text).toContain('이의를 보냈어요');
    expect(driver.complaints()).toEqual([]);
  });

  test('a removed check-in and no direct messages: the next card says it once, and takes the appeal', async () => {
    const member = driver.member(1);
    driver.fake.takeDirectMessages(member, false);
    app.provoked.push('delivery.dead forbidden: ');
    const proof = await post(1, '오늘도 달렸어요');
    await until('the cheer', async () => (await driver.see(proof)).thread.length > 0);
    const options = { member: member.user.id, day: '오늘', reason: '어제 사진이에요' };
    await driver.fake
      .slash('admin remove', { channel: channel(), member: driver.member(0) }, options)
      .reply();
    await until('the direct message to be refused', async () => (await state('told:'))[0]?.state === 'dead');

    const at = { channel: channel(), member };
    const ask = () => driver.fake.slash('streak', at).reply();
    const cards = await Promise.all([ask(), ask()]);
    const said = cards.filter(({ text }) => text.includes('어제 사진이에요'));
    expect(said).toHaveLength(1);
    expect(await state('told:')).toEqual([{ state: 'skipped', reason: 'said in an answer' }]);
    const [card] = said;
    if (card?.kind !== 'message') throw new Error('a message was expected');
    const appeal = buttonsOf(card.message).find((id) => id.includes('appeal'))!;
    const opened = await driver.fake.button(card.message, appeal, at).reply();
    if (opened.kind !== 'form') throw new Error(opened.text);
    const sent = await driver.fake.submitForm(opened.form, at, { words: '새벽에 찍은 사진이에요' }).reply();
    expect(sent.text).toContain('관리자에게 전했어요');
    expect(driver.complaints()).toEqual([]);
  });
});
