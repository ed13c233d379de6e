import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actionId, type Reply } from '../../../src/core/actions.ts';
import { commandTable } from '../../../src/core/commands/table.ts';
import { messagesFor } from '../../../src/core/messages/index.ts';
import {
  discordError,
  type FakeChannel,
  type FakeGuild,
  type FakeMember,
  type PressedIn,
  tooManyRequests,
} from '../../fakes/discord/index.ts';
import { done, type Setup, setUp } from './harness.ts';

const CALLBACK = '/interactions/:interaction_id/:interaction_token/callback';
const COMMANDS = '/applications/:application_id/commands';
const openForm = actionId({ do: 'openCreateForm' });
const form: Reply = {
  kind: 'form',
  form: {
    action: actionId({ do: 'createChallenge' }),
    title: '챌린지 만들기',
    submit: '시작',
    fields: [
      { kind: 'text', name: 'title', label: '이름', required: true, maxLength: 50, hint: '예: 아침 달리기' },
      {
        kind: 'choice',
        name: 'goal',
        label: '목표',
        required: true,
        value: 'daily',
        options: [
          { value: 'daily', label: '매일' },
          { value: 'week:3', label: '주 3회' },
        ],
      },
      { kind: 'text', name: 'note', label: '메모', required: false, maxLength: 200, multiline: true },
    ],
  },
};
const withButton: Reply = {
  kind: 'message',
  view: {
    view: 'answer',
    tone: 'done',
    lines: [['none yet']],
    buttons: [{ action: openForm, label: '만들기', style: 'primary' }],
  },
};

describe('commands, buttons and forms in Discord', () => {
  let at: Setup;
  let guild: FakeGuild;
  let channel: FakeChannel;
  let member: FakeMember;
  let here: PressedIn;

  beforeEach(async () => {
    at = await setUp({ rateLimits: 'off' });
    guild = at.fake.guild();
    channel = at.fake.channel(guild);
    member = at.fake.member(guild, { name: 'mina', manager: true });
    here = { channel, member };
    await at.platform.start(at.inbound);
  });
  afterEach(async () => {
    await at.stop();
    expect(at.fake.crashes).toEqual([]);
    expect(at.fake.violations).toEqual([]);
    expect(at.fake.pings).toEqual([]);
  });

  test('every command of the table is registered, with Korean and Japanese names, and only when it differs', async () => {
    const { fake } = at;
    expect(fake.requestsTo('PUT', COMMANDS)).toHaveLength(1);
    const registered = fake.state.commands.get('global')!;
    const menus = commandTable.filter((spec) => spec.kind === 'messageMenu');
    expect(registered.filter((c) => c.type === 3).map((c) => c.name_localizations)).toEqual(
      menus.map(({ descriptions: { ko, ja } }) => ({ ko, ja })),
    );
    expect(registered.find((c) => c.name === 'checkin')?.name_localizations).toEqual({
      ko: '인증',
      ja: '記録',
    });
    await at.platform.stop();
    const again = at.another();
    await again.start(at.inbound);
    expect(fake.requestsTo('GET', COMMANDS)).toHaveLength(2);
    expect(fake.requestsTo('PUT', COMMANDS)).toHaveLength(1);
  });

  test('a slow command is deferred first and answered privately; photos, words and language come along', async () => {
    const { fake, inbound, platform } = at;
    let answer = (_: Reply) => {};
    inbound.onCommand = () => new Promise((resolve) => (answer = resolve));
    const photo = { name: 'run.jpg', bytes: new Uint8Array([1, 2, 3]), contentType: 'image/jpeg' };
    const pressed = fake.slash('checkin', { ...here, locale: 'ja' }, { text: '5 km', photo, photo2: photo });
    await expect.poll(() => inbound.commands.length).toBe(1);
    expect(pressed.callbackType).toBe(5);
    answer(done);
    expect(await pressed.reply()).toMatchObject({ kind: 'message', text: 'done', ephemeral: true });
    expect(inbound.commands[0]).toMatchObject({
      id: pressed.id,
      workspace: guild.id,
      channel: channel.id,
      locale: 'ja',
      path: ['checkin'],
      options: { text: '5 km' },
      member: { ref: member.user.id, name: 'mina', manager: true },
      target: null,
    });
    const [first, second] = inbound.commands[0]!.attachments;
    expect(second).toMatchObject({ name: 'run.jpg', type: 'image/jpeg', size: 3 });
    const file = await platform.fetchFile(first!.ref, AbortSignal.timeout(2000));
    expect([...file.bytes]).toEqual([1, 2, 3]);
  });

  test('a message menu brings the message; a sub-command its path', async () => {
    const { fake, inbound } = at;
    const photo = { name: 'run.jpg', bytes: new Uint8Array([1]) };
    const post = fake.post({
      channel,
      author: member,
      content: `yesterday, <@${member.user.id}>`,
      attachments: [photo],
    });
    await fake.messageMenu('Count as check-in', post, here).reply();
    expect(inbound.edits).toEqual([]);
    post.editedAt = Date.now();
    await fake.messageMenu('Undo check-in', post, here).reply();
    expect(inbound.edits).toMatchObject([{ text: 'yesterday, @mina', editedAt: post.editedAt }]);
    await fake.slash('challenge join', here, { challenge: '달리기' }).reply();
    expect(inbound.commands).toMatchObject([
      {
        path: ['count'],
        target: {
          message: `${guild.id}/${channel.id}/${post.id}`,
          author: member.user.id,
          authorIsBot: false,
          text: 'yesterday, @mina',
          attachments: [{ name: 'run.jpg' }],
        },
      },
      { path: ['undo'] },
      { path: ['challenge', 'join'], options: { challenge: '달리기' } },
    ]);
  });

  test('a form opens from a command or a button, and comes back with its values', async () => {
    const { fake, inbound } = at;
    inbound.onCommand = async ({ path }) => (path[1] === 'create' ? form : withButton);
    inbound.onAction = async ({ action }) => (action === openForm ? form : done);
    const opened = await fake.slash('challenge create', here).reply();
    expect(opened).toMatchObject({ kind: 'form', form: { title: '챌린지 만들기' } });
    const list = await fake.slash('challenge list', here).reply();
    if (list.kind !== 'message') throw new Error('expected a message');
    const byButton = await fake.button(list.message, openForm, here).reply();
    if (byButton.kind !== 'form') throw new Error('expected a form');
    const sent = await fake.submitForm(byButton.form, here, { title: '아침 달리기', goal: 'week:3' }).reply();
    expect(sent).toMatchObject({ kind: 'message', text: 'done', ephemeral: true });
    expect(inbound.actions.at(-1)).toMatchObject({
      action: actionId({ do: 'createChallenge' }),
      values: { title: '아침 달리기', goal: 'week:3', note: '' },
    });
  });

  test('a slow button is deferred in time; a failing one says so in the member’s language', async () => {
    const { fake, inbound } = at;
    inbound.onCommand = async () => withButton;
    const list = await fake.slash('challenge list', here).reply();
    if (list.kind !== 'message') throw new Error('expected a message');
    let answer = (_: Reply) => {};
    inbound.onAction = () => new Promise((resolve) => (answer = resolve));
    const slow = fake.button(list.message, openForm, here);
    // After three seconds the server takes no first answer.
    await expect.poll(() => slow.callbackType).toBe(5);
    answer(done);
    expect(await slow.reply()).toMatchObject({ kind: 'message', text: 'done', ephemeral: true });

    inbound.onAction = () => Promise.reject(new Error('database is down'));
    const failing = await fake.button(list.message, openForm, { ...here, locale: 'en-US' }).reply();
    if (failing.kind !== 'message') throw new Error('expected a message');
    const [sentence] = messagesFor('en').answer.failed();
    expect(failing.text).toContain(String(sentence).slice(0, 10));
  });

  test('answered too late: the effect stays and the answer comes by direct message', async () => {
    const { fake, inbound } = at;
    const expired = fake.fail({ route: CALLBACK }, discordError(404, 10062));
    fake.slash('help', here);
    const direct = () => [...fake.state.channels.values()].find((c) => c.type === 1);
    await expect.poll(() => fake.botMessagesIn(direct()).map((m) => m.content)).toEqual(['done']);
    expect([expired.hits, inbound.commands.length]).toEqual([1, 1]);
    expect(fake.botMessagesIn(channel)).toEqual([]);
  });

  test('while everything is slowed down the answer waits its turn', async () => {
    const { fake } = at;
    const route = '/webhooks/:webhook_id/:webhook_token/messages/@original';
    const busy = fake.fail({ method: 'PATCH', route }, tooManyRequests(0.3, 'global'), 2);
    expect(await fake.slash('help', here).reply()).toMatchObject({ text: 'done', ephemeral: true });
    expect(busy.hits).toBe(2);
  });

  test('answered by another instance: left to it; our own lost answer is not mistaken for that', async () => {
    const { fake, inbound, log } = at;
    fake.fail({ route: CALLBACK }, discordError(400, 40060));
    const taken = fake.slash('help', here);
    await expect.poll(() => fake.requestsTo('POST', CALLBACK).length).toBe(1);
    const lost = fake.fail({ route: CALLBACK }, { kind: 'accept-then-answer', status: 502, body: {} });
    const mine = fake.slash('help', here);
    expect(await mine.reply()).toMatchObject({ text: 'done' });
    expect(lost.hits).toBe(1);
    expect(inbound.commands.map((c) => c.id)).toEqual([mine.id]);
    expect(taken.original).toBeNull();
    expect(log.lines.filter((line) => line.event === 'discord.interaction.unanswered')).toEqual([]);
  });
});
