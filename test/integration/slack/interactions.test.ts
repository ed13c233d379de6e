import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { actionId, type Reply } from '../../../src/core/actions.ts';
import type { ChallengeId } from '../../../src/core/model/ids.ts';
import type { FormView } from '../../../src/core/views.ts';
import type { How } from '../../fakes/slack/faults.ts';
import type { FakeSlack } from '../../fakes/slack/index.ts';
import { queuedMs } from '../../support/worked.ts';
import { answer, type Setup, setUp } from './harness.ts';

const form: FormView = {
  action: actionId({ do: 'createChallenge' }),
  title: '스물네 글자가 넘는 아주아주 긴 챌린지 제목이에요',
  submit: '만들기',
  fields: [
    { kind: 'text', name: 'title', label: '이름', hint: '예: 달리기', required: true, maxLength: 60 },
    {
      kind: 'choice',
      name: 'goal',
      label: '목표',
      value: 'daily',
      required: true,
      options: [
        { value: 'daily', label: '매일' },
        { value: 'week:3', label: '주 3회' },
      ],
    },
    { kind: 'text', name: 'note', label: '메모', multiline: true, required: false, maxLength: 4000 },
  ],
};
const formReply: Reply = { kind: 'form', form };
const join = actionId({ do: 'join', challenge: '00000000-0000-4000-8000-000000000000' as ChallengeId });
const openForm = actionId({ do: 'openCreateForm' });

const later = async (reply: Reply, ms: number): Promise<Reply> => {
  await delay(ms);
  return reply;
};
const lastEphemeral = (fake: FakeSlack) => fake.waitFor(() => fake.ephemerals.at(-1), 'a private answer');

/** A private answer with a button, as it stands in the channel. */
async function buttonShown({ fake, core, channel, person }: Setup, action = join) {
  core.onCommand = () => ({
    kind: 'message',
    view: {
      view: 'answer',
      tone: 'done',
      lines: [['골라 주세요']],
      buttons: [{ action, label: '누르기', style: 'primary' }],
    },
  });
  await fake.slash('/boost', 'challenge list', { channel, user: person });
  const { blocks } = await lastEphemeral(fake);
  return { blocks: blocks ?? [], channel };
}

describe.each(['socket', 'http'] as const)('over %s', (mode) => {
  test('a command is acknowledged at once and answered privately when the core has answered', async () => {
    const { fake, core, channel, person } = await setUp({ mode });
    const gate = Promise.withResolvers<Reply>();
    core.onCommand = () => gate.promise;
    const queued = queuedMs();
    const answered = await fake.slash('/boost', '챌린지 참여 달리기 & <b>', { channel, user: person });
    expect(answered).toMatchObject({ status: 'acked', answer: undefined });
    expect(answered.ms - (queuedMs() - queued)).toBeLessThan(1000);
    gate.resolve(answer('done', ['참여했어요 <!channel>']));
    expect(await lastEphemeral(fake)).toMatchObject({ user: person, via: 'response_url' });
    expect(core.of('command')).toMatchObject([
      {
        path: ['challenge', 'join'],
        options: { challenge: '달리기 & <b>' },
        id: answered.triggerId,
        locale: 'ko',
        channel,
        member: { ref: person, manager: false },
        target: null,
      },
    ]);
    expect([fake.pings, fake.violations]).toEqual([[], []]);
  });

  test('managers are known by Slack’s own word, and spoken to in their language', async () => {
    const { fake, core, channel } = await setUp({ mode });
    const boss = fake.user({ admin: true, locale: 'en-US' }).id;
    fake.join(channel, boss);
    await fake.slash('/boost', 'checkin 5km run', { channel, user: boss });
    await lastEphemeral(fake);
    expect(core.of('command')[0]).toMatchObject({
      path: ['checkin'],
      options: { text: '5km run' },
      member: { manager: true },
      locale: 'en',
    });
  });

  test('a form opens before anything slow, is sent, and its answer takes its place', async () => {
    const made = await setUp({ mode });
    const { fake, core, channel, person } = made;
    core.onCommand = () => formReply;
    await fake.slash('/boost', '챌린지 만들기', { channel, user: person });
    const view = await fake.waitFor(() => fake.views(person)[0], 'the form');
    expect(view.view).toMatchObject({
      callback_id: form.action,
      private_metadata: channel,
      close: { text: '닫기' },
    });
    core.onAction = () => answer('problem', ['이름이 이상해요']);
    const refused = await fake.submitView(view, { title: '???' });
    expect(refused.answer).toMatchObject({ response_action: 'push' });
    expect(fake.views(person)).toHaveLength(2);
    core.onAction = () => answer('done', ['만들었어요']);
    const sent = await fake.submitView(view, { title: '달리기:muscle: 9:100:2', goal: 'week:3' });
    expect(sent.answer).toMatchObject({ response_action: 'update' });
    expect(JSON.stringify(view.view)).toContain('만들었어요');
    expect(core.of('action').at(-1)).toMatchObject({
      action: form.action,
      values: { title: '달리기💪 9:100:2', goal: 'week:3', note: '' },
      channel,
      id: sent.triggerId,
    });
    expect(fake.violations).toEqual([]);
  });

  test('a button is answered privately and the message it stands in stays', async () => {
    const made = await setUp({ mode });
    const { fake, core, channel, person } = made;
    const shown = await buttonShown(made);
    core.onAction = () => answer('done', ['참여했어요']);
    const pressed = await fake.pressButton(shown, join, person);
    expect(pressed.status).toBe('acked');
    await fake.waitFor(() => fake.ephemerals.length === 2);
    expect(fake.ephemerals.at(-1)).toMatchObject({ text: '참여했어요', user: person });
    expect(core.of('action')).toMatchObject([{ action: join, channel, values: {}, id: pressed.triggerId }]);
    expect(pressed.responses).toMatchObject([{ replace_original: false, response_type: 'ephemeral' }]);
  });

  test('message menus hand over the message as it is', async () => {
    const { fake, core, channel, person } = await setUp({ mode });
    const other = fake.user({ name: '지우' }).id;
    fake.join(channel, other);
    const file = fake.file({ name: 'a.png', mimetype: 'image/png', bytes: new Uint8Array(9), user: other });
    const root = await fake.post({ channel, user: other, text: 'root' });
    const posted = await fake.post({ channel, user: other, text: '3km', files: [file], thread_ts: root.ts });
    await fake.shortcut('count', posted.message, person);
    await lastEphemeral(fake);
    expect(core.of('command')).toMatchObject([
      {
        path: ['count'],
        member: { ref: person },
        target: {
          message: `${channel}/${posted.ts}/${root.ts}`,
          author: other,
          authorName: '지우',
          authorIsBot: false,
          text: '3km',
          attachments: [{ ref: file.id }],
        },
      },
    ]);
  });

  test('the home page is what help says', async () => {
    const { fake, core, person } = await setUp({ mode });
    core.onCommand = () => ({
      kind: 'message',
      view: {
        view: 'help',
        heading: '할 수 있는 일',
        intro: [['안녕']],
        commands: [{ path: ['challenge', 'list'], text: '목록' }],
      },
    });
    await fake.openHome(person);
    const [home] = await fake.waitFor(() => fake.views(person).length === 1 && fake.views(person));
    expect(home?.type).toBe('home');
    expect(JSON.stringify(home?.view)).toContain('/boost 챌린지 목록');
    expect(core.of('command')).toMatchObject([{ path: ['help'] }]);
  });
});

describe('late and failing', () => {
  test('a form that comes late finds a waiting window and fills it', async () => {
    const { fake, core, channel, person } = await setUp();
    core.onCommand = () => later(formReply, 1600);
    await fake.slash('/boost', 'challenge create', { channel, user: person });
    const view = await fake.waitFor(() => fake.views(person)[0], 'the window');
    expect(view.view.callback_id).toBeUndefined();
    await fake.waitFor(() => view.view.callback_id === form.action, 'the form in the window');
  });

  test('a form’s answer that comes late finds the window too', async () => {
    const { fake, core, channel, person } = await setUp();
    core.onCommand = () => formReply;
    await fake.slash('/boost', 'challenge create', { channel, user: person });
    const view = await fake.waitFor(() => fake.views(person)[0]);
    core.onAction = () => later(answer('done', ['만들었어요']), 2600);
    // Slack waits three seconds: what comes later is not acknowledged.
    const sent = await fake.submitView(view, { title: '달리기' });
    expect(sent.status).toBe('acked');
    await fake.waitFor(() => JSON.stringify(view.view).includes('만들었어요'));
  });

  test('who may not open the form is told in words', async () => {
    const made = await setUp();
    const { fake, core, person, channel } = made;
    const shown = await buttonShown(made, openForm);
    core.onAction = () => answer('problem', ['관리자만 할 수 있어요.']);
    await fake.pressButton(shown, openForm, person);
    await fake.waitFor(() => fake.ephemerals.length === 2);
    core.onAction = () => formReply;
    await fake.pressButton(shown, openForm, person);
    const view = await fake.waitFor(() => fake.views(person)[0]);
    expect(view.view.private_metadata).toBe(channel);
  });

  test('when the core fails, the member is told so and the log has no words of theirs', async () => {
    const { fake, core, channel, person, logged } = await setUp();
    core.onCommand = () => {
      throw new Error('비밀');
    };
    await fake.slash('/boost', 'help 비밀', { channel, user: person });
    expect((await lastEphemeral(fake)).text).toContain('다시');
    expect(logged.some((l) => l.event === 'slack.interaction.failed')).toBe(true);
    expect(JSON.stringify(logged)).not.toContain('비밀');
  });

  test('what is typed and is no command is help’s to name', async () => {
    const { fake, core, channel, person } = await setUp();
    for (const text of ['ㅁㄴㅇ', '챌린지 목옥 달리기', '챌린지', '<!channel> 모여라', 'help ㅁㄴㅇ'])
      await fake.slash('/boost', text, { channel, user: person });
    await fake.waitFor(() => core.of('command').length === 5);
    expect(core.of('command').map(({ path, options }) => [path.join(' '), options])).toEqual([
      ['help', { unknown: 'ㅁㄴㅇ' }],
      ['help', { unknown: '챌린지 목옥' }],
      ['help', {}],
      ['help', { unknown: '@channel' }],
      ['help', {}],
    ]);
  });

  test('when the response_url does not answer, the channel does', async () => {
    const { fake, channel, person } = await setUp();
    const fault = fake.fail('response_url', { kind: 'status', status: 500 });
    await fake.slash('/boost', 'help', { channel, user: person });
    expect(await lastEphemeral(fake)).toMatchObject({ via: 'chat.postEphemeral', user: person });
    expect(fault.hits()).toBe(1);
  });

  describe.each<readonly [string, How]>([
    ['the trigger has expired', { kind: 'error', error: 'expired_trigger_id' }],
    ['Slack limits the rate', { kind: 'rateLimited', retryAfter: 30 }],
    ['Slack is down', { kind: 'status', status: 503 }],
  ])('when no window opens, since %s,', (_, how) => {
    test.each([
      ['in time', 0],
      ['late', 1600],
    ])('who asked for a form that is there %s is told that it could not be done', async (_when, ms) => {
      const { fake, core, channel, person } = await setUp();
      core.onCommand = () => later(formReply, ms);
      fake.fail('views.open', how);
      await fake.slash('/boost', 'challenge create', { channel, user: person });
      const said = await lastEphemeral(fake);
      expect(said).toMatchObject({ via: 'response_url', user: person });
      expect(said.text).toContain('다시');
      expect(fake.views(person)).toEqual([]);
      expect(fake.violations).toEqual([]);
    });

    test('an answer in words that comes late is said', async () => {
      const { fake, core, channel, person } = await setUp();
      core.onCommand = () => later(answer('problem', ['관리자만 할 수 있어요.']), 1600);
      fake.fail('views.open', how);
      await fake.slash('/boost', 'challenge create', { channel, user: person });
      expect((await lastEphemeral(fake)).text).toContain('관리자만 할 수 있어요.');
      expect(fake.ephemerals).toHaveLength(1);
    });
  });

  test('when a window opens and cannot be filled, nothing is said beside it', async () => {
    const { fake, core, channel, person, logged } = await setUp();
    core.onCommand = () => later(formReply, 1600);
    fake.fail('views.update', { kind: 'status', status: 503 });
    await fake.slash('/boost', 'challenge create', { channel, user: person });
    const isNoted = () => logged.some(({ event }) => event === 'slack.form.not_opened');
    await fake.waitFor(isNoted, 'a line about it');
    await delay(100);
    expect(fake.ephemerals).toEqual([]);
  });

  test('an old button of another version is answered by the core, not by silence', async () => {
    const { fake, core, channel, person } = await setUp();
    const blocks = [
      {
        type: 'actions',
        elements: [{ type: 'button', action_id: '0:old', text: { type: 'plain_text', text: 'x' } }],
      },
    ];
    await fake.pressButton({ blocks, channel }, '0:old', person);
    await lastEphemeral(fake);
    expect(core.of('action')).toMatchObject([{ action: '0:old' }]);
  });
});
