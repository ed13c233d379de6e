import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Action, actionId, type Reply } from '../../../src/core/actions.ts';
import { messagesFor } from '../../../src/core/messages/index.ts';
import type { ChallengeId } from '../../../src/core/model/ids.ts';
import type { FormField } from '../../../src/core/views.ts';
import {
  discordError,
  type FakeChannel,
  type FakeGuild,
  type FakeMember,
  type PressedIn,
  type ShownForm,
} from '../../fakes/discord/index.ts';
import { done, type Setup, setUp } from './harness.ts';

const CALLBACK = '/interactions/:interaction_id/:interaction_token/callback';
const challenge = '0192f0c1-2345-7000-8000-000000000000' as ChallengeId;
const audit = '0192f0c1-2345-7000-8000-000000000009';
const saveEdit = actionId({ do: 'saveEdit', challenge, part: 'basics', version: 3 });

const formOf = (fields: readonly FormField[]): Reply => ({
  kind: 'form',
  form: { action: saveEdit, title: '챌린지 고치기', submit: '저장', fields },
});
const answerWith = (action: Action): Reply => ({
  kind: 'message',
  view: {
    view: 'answer',
    tone: 'done',
    lines: [['여기 있어요']],
    buttons: [{ action: actionId(action), label: '누르기', style: 'primary' }],
  },
});

describe('forms and options in Discord', () => {
  let at: Setup;
  let guild: FakeGuild;
  let channel: FakeChannel;
  let member: FakeMember;
  let here: PressedIn;

  beforeEach(async () => {
    at = await setUp({ rateLimits: 'off' });
    guild = at.fake.guild();
    channel = at.fake.channel(guild);
    member = at.fake.member(guild, { name: 'mina', roles: [at.fake.role(guild, '진행자')] });
    here = { channel, member };
    await at.platform.start(at.inbound);
  });
  afterEach(async () => {
    await at.stop();
    expect(at.fake.crashes).toEqual([]);
    expect(at.fake.violations).toEqual([]);
    expect(at.fake.pings).toEqual([]);
  });

  /** Presses a button of a fresh private answer. */
  const press = async (action: Action) => {
    at.inbound.onCommand = async () => answerWith(action);
    const shown = await at.fake.slash('help', here).reply();
    if (shown.kind !== 'message') throw new Error('expected a message');
    return at.fake.button(shown.message, actionId(action), here);
  };
  const open = async (fields: readonly FormField[]): Promise<ShownForm> => {
    at.inbound.onAction = async ({ action }) => (action === saveEdit ? done : formOf(fields));
    const reply = await (await press({ do: 'edit', challenge, part: 'basics' })).reply();
    if (reply.kind !== 'form') throw new Error('expected a form');
    return reply.form;
  };
  const valuesOf = async (form: ShownForm, given: Record<string, string | string[]>) => {
    await at.fake.submitForm(form, here, given).reply();
    return at.inbound.actions.at(-1)!.values;
  };

  test('every kind of field is asked for and comes back as the contract says', async () => {
    const other = at.fake.channel(guild, { name: '저녁-달리기' });
    const buddy = at.fake.member(guild, { name: 'jun' });
    const form = await open([
      { kind: 'text', name: 'title', label: '이름', value: '아침', required: true, maxLength: 50 },
      {
        kind: 'choices',
        name: 'days',
        label: '요일',
        hint: '하나 이상',
        values: ['1', '3'],
        required: true,
        options: ['1', '2', '3', '4', '5'].map((value) => ({ value, label: `${value}요일` })),
      },
      { kind: 'date', name: 'start', label: '시작', value: '2026-12-01', required: true },
      { kind: 'channel', name: 'channel', label: '채널', value: channel.id, required: true },
      { kind: 'member', name: 'to', label: '누구에게', required: true },
    ]);
    const fields = form.components.map(({ component }) => component);
    expect(fields.map((field) => field?.type)).toEqual([4, 3, 4, 8, 5]);
    expect(fields[1]).toMatchObject({ min_values: 1, max_values: 5 });
    expect(fields[2]).toMatchObject({ placeholder: 'YYYY-MM-DD', value: '2026-12-01' });
    expect(fields[3]).toMatchObject({
      // Text, announcement, voice and stage channels: all in which people can post.
      channel_types: [0, 5, 2, 13],
      default_values: [{ id: channel.id, type: 'channel' }],
    });
    expect(await valuesOf(form, { to: buddy.user.id })).toEqual({
      title: '아침',
      days: '1,3',
      start: '2026-12-01',
      channel: channel.id,
      to: buddy.user.id,
    });
    const changed = { days: ['2', '5'], start: '내일', channel: other.id, to: member.user.id };
    expect(await valuesOf(form, changed)).toEqual({ title: '아침', ...changed, days: '2,5' });
  });

  test('a bot that is picked comes back as one', async () => {
    const bot = at.fake.member(guild, { name: '음악봇', bot: true });
    const form = await open([{ kind: 'member', name: 'to', label: '누구에게', required: true }]);
    expect(await valuesOf(form, { to: bot.user.id })).toEqual({ to: bot.user.id });
    expect(at.inbound.actions.at(-1)!.bots).toEqual([bot.user.id]);
    await valuesOf(form, { to: member.user.id });
    expect(at.inbound.actions.at(-1)!.bots).toEqual([]);
  });

  test('what need not be filled in may be left empty', async () => {
    const form = await open([
      {
        kind: 'choice',
        name: 'template',
        label: '틀',
        required: false,
        options: [{ value: 'run', label: '달리기' }],
      },
      {
        kind: 'choices',
        name: 'days',
        label: '요일',
        values: [],
        required: false,
        options: [{ value: '1', label: '월' }],
      },
      { kind: 'date', name: 'end', label: '끝', required: false },
      { kind: 'channel', name: 'channel', label: '채널', required: false },
      { kind: 'member', name: 'to', label: '누구에게', required: false },
    ]);
    expect(await valuesOf(form, {})).toEqual({ template: '', days: '', end: '', channel: '', to: '' });
  });

  const form = formOf([{ kind: 'text', name: 'why', label: '이유', required: true, maxLength: 300 }]);
  test.each<[string, Action]>([
    ['creating', { do: 'openCreateForm', template: 'running' }],
    ['editing', { do: 'edit', challenge, part: 'rule' }],
    ['handing over', { do: 'handOver', challenge }],
    ['appealing', { do: 'appeal', audit }],
    ['one’s own nudges', { do: 'nudgeForm' }],
  ])('the form for %s is the first and only answer', async (_name, action) => {
    const wait = Promise.withResolvers<Reply>();
    at.inbound.onAction = () => wait.promise;
    const pressed = await press(action);
    await expect.poll(() => at.inbound.actions.length).toBe(1);
    expect(pressed.callbackType).toBeNull();
    wait.resolve(form);
    expect(await pressed.reply()).toMatchObject({ kind: 'form' });
    expect(pressed.callbackType).toBe(9);
  });

  test('any other button says at once that it was heard, before the work begins', async () => {
    const wait = Promise.withResolvers<Reply>();
    const heard: (number | null)[] = [];
    const pressed = { current: null as { callbackType: number | null } | null };
    at.inbound.onAction = () => {
      heard.push(pressed.current?.callbackType ?? null);
      return wait.promise;
    };
    pressed.current = await press({ do: 'join', challenge });
    await expect.poll(() => heard).toEqual([5]);
    wait.resolve(done);
    const interaction = pressed.current as Awaited<ReturnType<typeof press>>;
    expect(await interaction.reply()).toMatchObject({ kind: 'message', text: 'done', ephemeral: true });
  });

  test('a button that another instance answers is left to it', async () => {
    at.inbound.onCommand = async () => answerWith({ do: 'join', challenge });
    const shown = await at.fake.slash('help', here).reply();
    if (shown.kind !== 'message') throw new Error('expected a message');
    const taken = at.fake.fail({ route: CALLBACK }, discordError(400, 40060));
    at.fake.button(shown.message, actionId({ do: 'join', challenge }), here);
    await expect.poll(() => taken.hits).toBe(1);
    await at.fake.button(shown.message, actionId({ do: 'join', challenge }), here).reply();
    expect(at.inbound.actions).toHaveLength(1);
  });

  test('a form that comes too late to be opened: asked to try again, not left with nothing', async () => {
    const wait = Promise.withResolvers<Reply>();
    at.inbound.onAction = () => wait.promise;
    const pressed = await press({ do: 'edit', challenge, part: 'basics' });
    // After three seconds the server takes no first answer.
    await expect.poll(() => pressed.callbackType).toBe(5);
    wait.resolve(form);
    const reply = await pressed.reply();
    const [sentence] = messagesFor('ko').answer.failed();
    expect(reply).toMatchObject({
      kind: 'message',
      ephemeral: true,
      text: expect.stringContaining(String(sentence)),
    });
  });

  test('a member named in an option comes as their ref; who asks comes with their roles', async () => {
    const buddy = at.fake.member(guild, { name: 'jun' });
    await at.fake
      .slash('admin add', here, {
        member: buddy.user.id,
        day: '2026-11-20',
        reason: '사진이 늦게 올라왔어요',
      })
      .reply();
    expect(at.inbound.commands.at(-1)).toMatchObject({
      path: ['admin', 'add'],
      options: { member: buddy.user.id, day: '2026-11-20', reason: '사진이 늦게 올라왔어요' },
      member: { ref: member.user.id, roles: member.roles },
    });
    expect(member.roles).toHaveLength(1);
  });

  test('words come as people read them, what is meant by its id comes as an id', async () => {
    await at.fake
      .slash('checkin', here, { text: `<@${at.fake.state.bot.id}> 5km <:run:123456789012345678>` })
      .reply();
    await at.fake.slash('settings', here, { reaction: '<:run:123456789012345678>' }).reply();
    const options = at.inbound.commands.map((command) => command.options);
    expect(options).toEqual([{ text: '5km :run:' }, { reaction: '<:run:123456789012345678>' }]);
  });

  test.each([
    ['one role', (id: string) => `<@&${id}>`, (id: string) => id],
    ['several', (id: string) => ` <@&${id}> <@&${id}> `, (id: string) => `${id} ${id}`],
    ['an id as it is', (id: string) => id, (id: string) => id],
    ['none', () => '-', () => '-'],
    ['words around it stay', (id: string) => `only <@&${id}>`, (id: string) => `only <@&${id}>`],
  ])('hosts are named by role: %s', async (_name, typed, told) => {
    const [id = ''] = member.roles;
    await at.fake.slash('settings', here, { hosts: typed(id) }).reply();
    expect(at.inbound.commands.at(-1)?.options).toEqual({ hosts: told(id) });
  });
});
