import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readAbout } from '../../../src/adapters/discord/about.ts';
import { actionId } from '../../../src/core/actions.ts';
import { PlatformError } from '../../../src/core/errors.ts';
import type { ChallengeId, MemberRef, MessageRef, WorkspaceRef } from '../../../src/core/model/ids.ts';
import type { PostTarget } from '../../../src/core/ports.ts';
import type { CardView, NoteView } from '../../../src/core/views.ts';
import {
  discordError,
  type FakeGuild,
  type FakeMember,
  type FakeMessage,
  filesShown,
  Permission,
  tooManyRequests,
} from '../../fakes/discord/index.ts';
import { type Component, flatten } from '../../fakes/discord/message-rules.ts';
import { streak } from '../../pictures/samples.ts';
import { attempt, type Setup, setUp } from './harness.ts';
import { createStudio, drawBeforehand } from './pictures.ts';

const MESSAGES = '/channels/:channel_id/messages';
const OPEN = '/users/@me/channels';
const finished: CardView = {
  view: 'card',
  title: '완주했어요',
  lines: [],
  fields: [],
  picture: streak('ko'),
  buttons: [],
};
const note = (text = '어제는 보호권이 지켜 줬어요. 1개 남았어요.'): NoteView => ({
  view: 'note',
  line: [text],
});

describe('direct messages in Discord', () => {
  let at: Setup;
  let guild: FakeGuild;
  let member: FakeMember;
  let late = 0;

  beforeAll(() => drawBeforehand(streak('ko')));
  beforeEach(async () => {
    late = 0;
    at = await setUp({
      rateLimits: 'off',
      clock: { now: () => Date.now() + late },
      deps: { pictures: createStudio() },
    });
    guild = at.fake.guild();
    member = at.fake.member(guild);
  });
  afterEach(async () => {
    await at.stop();
    expect(at.fake.crashes).toEqual([]);
    expect(at.fake.violations).toEqual([]);
    expect(at.fake.pings).toEqual([]);
  });

  const to = (whom = member): PostTarget => ({
    kind: 'direct',
    member: whom.user.id as MemberRef,
    workspace: guild.id as WorkspaceRef,
  });
  const tell = (key = 'freeze:1', maybeSent = false, view: NoteView = note()) =>
    at.platform.ensurePosted(to(), view, attempt(key, maybeSent));
  const channelOf = (whom = member) =>
    [...at.fake.state.channels.values()].find((c) => c.type === 1 && c.recipientId === whom.user.id);
  const said = () => at.fake.botMessagesIn(channelOf()).map(({ content }) => content);
  const buttonsOf = ({ components }: FakeMessage) =>
    flatten(components as Component[]).flatMap((part) => part.custom_id ?? []);
  const failure = (sending: Promise<unknown>): Promise<unknown> =>
    sending.then(
      () => null,
      (error: unknown) => error,
    );

  test('said once to the member alone; the channel is opened once', async () => {
    const first = await tell();
    expect(await tell('freeze:1', true)).toBe(first);
    await tell('freeze:2', false, note('오늘도 보호권이 지켜 줬어요.'));
    expect(said()).toEqual(['어제는 보호권이 지켜 줬어요. 1개 남았어요.', '오늘도 보호권이 지켜 줬어요.']);
    expect(at.fake.requestsTo('POST', OPEN)).toHaveLength(1);
    const [message] = at.fake.botMessagesIn(channelOf());
    expect(at.platform.linkTo(first)).toBe(
      `https://discord.com/channels/@me/${channelOf()!.id}/${message!.id}`,
    );
  });

  test('accepted, its answer lost, and asked for much later: found where it stands', async () => {
    const lost = at.fake.fail({ method: 'POST', route: MESSAGES }, { kind: 'drop', when: 'after' }, 2);
    expect(await failure(tell())).toMatchObject({ kind: 'ambiguous' });
    expect(lost.hits).toBeGreaterThan(0);
    late = 600_000;
    const other = at.another();
    const key = attempt('freeze:1').key;
    const found = await other.findPosted(to(), note(), key, Date.now());
    expect(found).toBe(await tell('freeze:1', true));
    expect(said()).toHaveLength(1);
    expect(await other.findPosted(to(), note('nothing of the kind'), key, Date.now())).toBeNull();
  });

  test('the same words of the day before are not taken for those of an unknown outcome', async () => {
    const yesterday = await tell('freeze:1');
    late = 86_400_000;
    const now = { plannedAt: Date.now() + late };
    const key = attempt('freeze:2').key;
    expect(await at.platform.findPosted(to(), note(), key, now.plannedAt)).toBeNull();
    const today = await at.platform.ensurePosted(to(), note(), { ...attempt(key, true), ...now });
    expect(today).not.toBe(yesterday);
    expect(said()).toHaveLength(2);
    late += 600_000;
    expect(await at.platform.ensurePosted(to(), note(), { ...attempt(key, true), ...now })).toBe(today);
  });

  test('it can be changed and taken back, and carry a picture', async () => {
    const ref = await tell();
    await at.platform.ensureEdited(ref, note('정정해요.'));
    expect(said()).toEqual(['정정해요.']);
    await at.platform.ensureRemoved(ref);
    await at.platform.ensureRemoved(ref);
    expect(said()).toEqual([]);
    await at.platform.ensurePosted(to(), finished, attempt('finish:1'));
    expect(filesShown(at.fake.botMessagesIn(channelOf())[0]!)).toHaveLength(1);
  });

  test('a button there says what server it is about, and so do the form and the answers that follow', async () => {
    const audit = '0192f0c1-2345-7000-8000-000000000009';
    const appeal = actionId({ do: 'appeal', audit });
    const sendAppeal = actionId({ do: 'sendAppeal', audit });
    const buttons = [{ action: appeal, label: '이의 있어요', style: 'secondary' as const }];
    const removed: NoteView = { view: 'note', line: ['인증 하루가 빠졌어요.'], buttons };
    await at.platform.start(at.inbound);
    at.inbound.onAction = async ({ action }) =>
      action === appeal
        ? {
            kind: 'form',
            form: {
              action: sendAppeal,
              title: '이의 있어요',
              submit: '보내기',
              fields: [{ kind: 'text', name: 'why', label: '이유', required: true, maxLength: 300 }],
            },
          }
        : { kind: 'message', view: { view: 'answer', tone: 'done', lines: [['전했어요']], buttons } };
    const other = at.fake.guild();
    const first = await tell('removed:1', false, removed);
    await at.platform.ensureEdited(first, removed);
    const there = { channel: channelOf()!, member };
    const press = async (message: FakeMessage) => {
      const [id] = buttonsOf(message);
      const opened = await at.fake.button(message, id!, there).reply();
      if (opened.kind !== 'form') throw new Error('expected a form');
      return at.fake.submitForm(opened.form, there, { why: '사진이 있었어요' }).reply();
    };
    const answered = await press(at.fake.botMessagesIn(channelOf())[0]!);
    if (answered.kind !== 'message') throw new Error('expected a message');
    expect(answered).toMatchObject({ text: '전했어요', ephemeral: true });
    await press(answered.message);
    expect(at.inbound.actions.map(({ action }) => action)).toEqual([appeal, sendAppeal, appeal, sendAppeal]);
    expect(new Set(at.inbound.actions.map(({ workspace }) => workspace))).toEqual(new Set([guild.id]));
    expect(at.inbound.actions[1]).toMatchObject({
      member: { ref: member.user.id, name: member.user.globalName },
      values: { why: '사진이 있었어요' },
    });
    expect(other.id).not.toBe(guild.id);
  });

  test('who presses there comes with the name, roles and rights they have in that server', async () => {
    const again = actionId({ do: 'again', challenge: '0192f0c1-2345-7000-8000-000000000000' as ChallengeId });
    const buttons = [{ action: again, label: '한 번 더', style: 'primary' as const }];
    await at.platform.start(at.inbound);
    const host = at.fake.role(guild, '진행자');
    const manager = at.fake.role(guild, '운영', Permission.manageGuild);
    const people = [
      at.fake.member(guild, { name: 'mina', roles: [host] }),
      at.fake.member(guild, { name: 'jun', roles: [host, manager] }),
      guild.members.get(guild.ownerId)!,
      at.fake.member(guild, { name: 'gone' }),
    ];
    people[0]!.nick = '미나';
    for (const person of people) {
      await at.platform.ensurePosted(to(person), { ...note(), buttons }, attempt(`finish:${person.user.id}`));
      if (person.user.username === 'gone') at.fake.leave(person);
      const there = channelOf(person)!;
      const [message] = at.fake.botMessagesIn(there);
      await at.fake.button(message!, buttonsOf(message!)[0]!, { channel: there, member: person }).reply();
    }
    expect(at.inbound.actions.map(({ member: { name, manager, roles } }) => [name, manager, roles])).toEqual([
      ['미나', false, [host.id]],
      ['jun', true, [host.id, manager.id]],
      ['owner', true, []],
      ['gone', undefined, undefined],
    ]);
  });

  test('who takes none, or has left, is not asked again and again', async () => {
    at.fake.takeDirectMessages(member, false);
    for (let n = 0; n < 20; n++) {
      const view = n % 2 === 0 ? note() : finished;
      const error = await failure(at.platform.ensurePosted(to(), view, attempt(`freeze:${n}`)));
      expect(error).toBeInstanceOf(PlatformError);
      expect(error).toMatchObject({ kind: 'forbidden', detail: '50007' });
    }
    expect(at.fake.invalidRequests).toBe(1);
    const gone = at.fake.member(guild);
    at.fake.leave(gone);
    const error = await failure(at.platform.ensurePosted(to(gone), note(), attempt('freeze:x')));
    expect(error).toMatchObject({ kind: 'gone', detail: '50278' });
    expect(said()).toEqual([]);
  });

  test.each([
    ['nobody of that id', discordError(404, 10013), 'gone'],
    ['too many opened at once', discordError(400, 40003), 'rateLimited'],
    ['slowed down', tooManyRequests(30), 'rateLimited'],
  ] as const)('opening it fails: %s', async (_name, how, kind) => {
    const fault = at.fake.fail({ method: 'POST', route: OPEN }, how);
    expect(await failure(tell())).toMatchObject({ name: 'PlatformError', kind });
    expect(fault.hits).toBe(1);
    await tell();
    expect(said()).toHaveLength(1);
  });

  describe('what people write there', () => {
    const address = (message: FakeMessage, about = guild) =>
      `@me:${about.id}/${message.channelId}/${message.id}` as MessageRef;
    const under = (message: FakeMessage): PostTarget => ({
      kind: 'thread',
      on: address(message),
      title: '지수님의 하루',
    });

    test('is about the server they were last in, and stays so however they edit or delete it', async () => {
      const { fake, inbound } = at;
      const other = fake.guild({ name: 'Readers' });
      fake.join(member, other);
      inbound.homes.set(member.user.id, other.id);
      await at.platform.start(inbound);
      const first = fake.directMessage(member, '오늘 힘들어');
      await expect.poll(() => inbound.order).toHaveLength(1);
      expect(inbound.messages).toEqual([
        {
          platform: 'discord',
          workspace: other.id,
          workspaceName: 'Readers',
          channel: first.channelId,
          member: { ref: member.user.id, name: member.user.globalName, nameUnsure: true },
          message: address(first, other),
          at: first.createdAt,
          text: '오늘 힘들어',
          attachments: [],
          inThread: false,
          mentionsBot: true,
          direct: true,
          turnsTo: [],
        },
      ]);
      inbound.homes.set(member.user.id, guild.id);
      const second = fake.directMessage(member, '다른 이야기');
      fake.redeliver(first);
      fake.editMessage(first, '오늘 괜찮아');
      fake.deleteMessage(first);
      await expect.poll(() => inbound.order).toHaveLength(5);
      const told = [...inbound.messages.slice(1), ...inbound.edits].map(({ message }) => message);
      expect(told).toEqual([address(second), address(first, other), address(first, other)]);
      expect(inbound.deletions).toMatchObject([{ workspace: other.id, messages: [address(first, other)] }]);
      // Where they write is asked once.
      expect(fake.requestsTo('GET', '/channels/:channel_id')).toHaveLength(1);

      await at.platform.stop();
      inbound.homes.set(member.user.id, other.id);
      await at.another().start(inbound);
      fake.deleteMessage(second);
      await expect.poll(() => inbound.deletions.length).toBe(2);
      expect(inbound.deletions[1]).toMatchObject({ workspace: guild.id, messages: [address(second)] });
    });

    test('is heard after a press there too, which tells nothing of whose channel it is', async () => {
      const { fake, inbound } = at;
      const again = actionId({
        do: 'again',
        challenge: '0192f0c1-2345-7000-8000-000000000000' as ChallengeId,
      });
      await tell('finish:1', false, {
        ...note(),
        buttons: [{ action: again, label: '한 번 더', style: 'primary' }],
      });
      await at.another().start(inbound);
      const [message] = fake.botMessagesIn(channelOf());
      await fake.button(message!, buttonsOf(message!)[0]!, { channel: channelOf()!, member }).reply();
      fake.directMessage(member, '고마워');
      await expect.poll(() => inbound.order).toEqual(['message 고마워']);
    });

    test('is a stranger’s about the first server that the bot is in still', async () => {
      const { fake, inbound } = at;
      const other = fake.guild();
      const stranger = fake.member(other);
      await at.platform.start(inbound);
      fake.directMessage(stranger, '안녕');
      await expect.poll(() => inbound.messages.map(({ workspace }) => workspace)).toEqual([guild.id]);
      fake.removeBot(guild);
      fake.directMessage(stranger, '또 왔어요');
      const about = () => inbound.messages.map(({ workspace }) => workspace);
      await expect.poll(about).toEqual([guild.id, other.id]);
      // Another is left while nobody hears of it.
      const third = fake.guild();
      fake.join(stranger, third);
      fake.gateway.refuseResume = true;
      fake.gateway.close(4000);
      fake.removeBot(other);
      await expect.poll(() => fake.gateway.identifies.length).toBe(2);
      fake.directMessage(stranger, '저예요');
      await expect.poll(about).toEqual([guild.id, other.id, third.id]);
    });

    test('is nobody’s in a group, and no bot’s and not our own', async () => {
      const { fake, inbound } = at;
      await at.platform.start(inbound);
      const recipients = ['one', 'two'].map((username) => ({ id: fake.state.id(), username }));
      const body = { id: fake.state.id(), type: 3, name: 'friends', recipients, last_message_id: null };
      const group = fake.fail(
        { method: 'GET', route: '/channels/:channel_id' },
        { kind: 'answer', status: 200, body },
      );
      fake.directMessage(fake.member(guild), 'among friends');
      await expect.poll(() => group.hits).toBe(1);
      fake.directMessage(fake.member(guild, { bot: true }), 'beep');
      await tell();
      fake.directMessage(member, 'me');
      fake.directMessage(member, 'me again');
      await expect.poll(() => inbound.order).toEqual(['message me', 'message me again']);
    });

    test('is answered under it, without a thread; what can be pressed there says what server it is about', async () => {
      const { fake, platform } = at;
      const again = actionId({
        do: 'again',
        challenge: '0192f0c1-2345-7000-8000-000000000000' as ChallengeId,
      });
      const view: NoteView = {
        ...note('안녕하세요'),
        buttons: [{ action: again, label: '한 번 더', style: 'primary' }],
      };
      const question = fake.directMessage(member, '안녕');
      const ref = await platform.ensurePosted(under(question), view, attempt('talk:1'));
      const [answer] = fake.botMessagesIn(channelOf());
      expect(answer).toMatchObject({ referenceId: question.id });
      expect(ref).toBe(address(answer!));
      const about = () => buttonsOf(fake.botMessagesIn(channelOf())[0]!).map((id) => readAbout(id));
      expect(about()).toEqual([{ action: again, guildId: guild.id }]);
      const { key } = attempt('talk:1');
      expect(await at.another().findPosted(under(question), view, key, Date.now())).toBe(ref);
      expect(platform.linkTo(ref)).toBe(
        `https://discord.com/channels/@me/${answer!.channelId}/${answer!.id}`,
      );
      await platform.ensureEdited(ref, { ...view, line: ['반가워요'] });
      expect(about()).toEqual([{ action: again, guildId: guild.id }]);
      await platform.ensureRemoved(ref);
      expect(fake.botMessagesIn(channelOf())).toEqual([]);
      expect(fake.requestsTo('POST', `${MESSAGES}/:message_id/threads`)).toEqual([]);
    });

    test('and is refused an answer: asked once, and for no permission of a server’s', async () => {
      const { fake, platform, inbound } = at;
      await platform.start(inbound);
      const question = fake.directMessage(member, '안녕');
      await expect.poll(() => inbound.order).toHaveLength(1);
      fake.takeDirectMessages(member, false);
      const answer = (n: number) => platform.ensurePosted(under(question), note(), attempt(`talk:${n}`));
      for (let n = 0; n < 20; n++)
        expect(await failure(answer(n))).toMatchObject({ kind: 'forbidden', detail: '50007' });
      // It is one person's refusal, whichever way they are written to.
      expect(await failure(tell())).toMatchObject({ kind: 'forbidden', detail: '50007' });
      expect(fake.invalidRequests).toBe(1);
    });

    test.each([50001, 50013])('and %i is nothing a manager could mend', async (code) => {
      const { platform, fake } = at;
      const question = fake.directMessage(member, '안녕');
      const ref = await platform.ensurePosted(under(question), note(), attempt('talk:1', true));
      const asking: readonly (() => Promise<unknown>)[] = [
        () => platform.ensurePosted(under(question), note(), attempt('talk:2')),
        () => platform.ensurePosted(under(question), note(), attempt('talk:3', true)),
        () => platform.ensureEdited(ref, note()),
        () => platform.ensureRemoved(ref),
        () => platform.ensureReaction(address(question), '🐹'),
        () => platform.findPosted(under(question), note(), attempt('talk:4').key, Date.now()),
      ];
      const refused = fake.fail({}, discordError(403, code), asking.length);
      for (const ask of asking)
        expect(await failure(ask())).toMatchObject({ kind: 'forbidden', detail: String(code) });
      // To post, to read, to edit and to react; the others were known to be useless.
      expect(refused.hits).toBe(4);
    });
  });
});
