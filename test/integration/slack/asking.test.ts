import { describe, expect, test } from 'vitest';
import { type Action, actionId, type Reply } from '../../../src/core/actions.ts';
import type { ChallengeId, ProofId } from '../../../src/core/model/ids.ts';
import type { Button, CardView } from '../../../src/core/views.ts';
import { pageActions } from '../../support/page-actions.ts';
import { answer, type Setup, setUp } from './harness.ts';

const challenge = '00000000-0000-4000-8000-000000000000' as ChallengeId;
const button = (action: Action): Button => ({
  action: actionId(action),
  label: action.do,
  style: 'secondary',
});
const cardOf = (title: string, ...actions: readonly Action[]): Reply => ({
  kind: 'message',
  view: {
    view: 'card',
    title,
    lines: [['줄']],
    fields: [],
    picture: null,
    buttons: actions.map(button),
  } satisfies CardView,
});
describe('pages', () => {
  async function withPage({ fake, core, channel, person }: Setup, action: Action) {
    core.onCommand = () => cardOf('첫 장', action, { do: 'join', challenge });
    core.onAction = () => cardOf('다음 장', action);
    await fake.slash('/boost', '연속 왜', { channel, user: person });
    return await fake.waitFor(() => fake.ephemerals[0], 'the first page');
  }

  test.each(Object.values<Action>(pageActions))(
    '$do takes the place of the page it stands on',
    async (action) => {
      const made = await setUp();
      const { fake, person, channel } = made;
      const page = await withPage(made, action);
      for (let turned = 1; turned <= 3; turned += 1) {
        const { blocks = [] } = page;
        await fake.pressButton({ blocks, channel }, actionId(action), person);
        await fake.waitFor(() => page.replaced === turned, 'the next page');
      }
      expect(fake.ephemerals).toHaveLength(1);
      expect(page.text).toContain('다음 장');
      expect(fake.violations).toEqual([]);
    },
  );

  test('another button’s answer stands beside', async () => {
    const made = await setUp();
    const { fake, person, channel } = made;
    const page = await withPage(made, pageActions.why);
    await fake.pressButton(
      { blocks: page.blocks ?? [], channel },
      actionId({ do: 'join', challenge }),
      person,
    );
    await fake.waitFor(() => fake.ephemerals.length === 2);
    expect(page.replaced).toBe(0);
  });

  test('on a message all can see, a page is shown to the one who asked, and the message stays', async () => {
    const { fake, core, person, channel } = await setUp();
    const message = fake.postNow({ channel, user: person, text: '완주' }).message;
    message.blocks = [
      {
        type: 'actions',
        elements: [
          { type: 'button', action_id: actionId(pageActions.why), text: { type: 'plain_text', text: '왜' } },
        ],
      },
    ];
    core.onAction = () => cardOf('장부');
    await fake.pressButton({ message }, actionId(pageActions.why), person);
    const [own] = await fake.waitFor(() => fake.ephemerals.length === 1 && fake.ephemerals);
    expect(own).toMatchObject({ user: person });
    expect(message.text).toBe('완주');
  });
});

describe('in a window', () => {
  const start: Action = { do: 'start', challenge };
  const edit: Action = { do: 'edit', challenge, part: 'all' };
  const form = {
    kind: 'form',
    form: {
      action: actionId({ do: 'createChallenge' }),
      title: '만들기',
      submit: '만들기',
      fields: [{ kind: 'text', name: 'title', label: '이름', required: true, maxLength: 60 }],
    },
  } as const satisfies Reply;

  /** The preview that took the form's place. */
  async function withPreview() {
    const made = await setUp();
    const { fake, core, channel, person } = made;
    core.onCommand = () => form;
    core.onAction = () => cardOf('미리 보기', start, edit);
    await fake.slash('/boost', '챌린지 만들기', { channel, user: person });
    const view = await fake.waitFor(() => fake.views(person)[0], 'the form');
    await fake.submitView(view, { title: '달리기' });
    expect(JSON.stringify(view.view)).toContain('미리 보기');
    return { ...made, view };
  }

  test('what a button did is said in the window', async () => {
    const { fake, core, person, channel, view } = await withPreview();
    core.onAction = () => answer('done', ['시작했어요']);
    await fake.pressButton({ view }, actionId(start), person);
    await fake.waitFor(() => JSON.stringify(view.view).includes('시작했어요'));
    expect(core.of('action').at(-1)).toMatchObject({ action: actionId(start), channel });
    expect([fake.views(person).length, fake.ephemerals.length]).toEqual([1, 0]);
  });

  test('what it could not do is said over the window, and the preview stays', async () => {
    const { fake, core, person, view } = await withPreview();
    core.onAction = () => answer('problem', ['벌써 시작했어요']);
    await fake.pressButton({ view }, actionId(start), person);
    await fake.waitFor(() => fake.views(person).length === 2);
    expect(JSON.stringify(view.view)).toContain('미리 보기');
  });

  test('a form it opens takes the window’s place, however late, and its answer the form’s', async () => {
    const { fake, core, person, view } = await withPreview();
    const gate = Promise.withResolvers<Reply>();
    core.onAction = () => gate.promise;
    await fake.pressButton({ view }, actionId(edit), person);
    gate.resolve(form);
    await fake.waitFor(() => view.view.callback_id === form.form.action);
    core.onAction = () => cardOf('고친 뒤', start);
    await fake.submitView(view, { title: '걷기' });
    expect(JSON.stringify(view.view)).toContain('고친 뒤');
    expect([fake.views(person).length, fake.violations]).toEqual([1, []]);
  });

  test('however often a form is refused, windows do not pile up', async () => {
    const { fake, core, person, view } = await withPreview();
    core.onAction = () => form;
    await fake.pressButton({ view }, actionId(edit), person);
    await fake.waitFor(() => view.view.callback_id === form.form.action);
    const problem = (): Reply => ({
      kind: 'message',
      view: { view: 'answer', tone: 'problem', lines: [['이름이 이상해요']], buttons: [button(edit)] },
    });
    for (let tries = 0; tries < 4; tries += 1) {
      const top = fake.views(person).at(-1)!;
      core.onAction = problem;
      await fake.submitView(top, { title: '???' });
      const shown = fake.views(person).at(-1)!;
      core.onAction = () => form;
      await fake.pressButton({ view: shown }, actionId(edit), person);
      await fake.waitFor(() => shown.view.callback_id === form.form.action);
    }
    expect([fake.views(person).length, fake.violations]).toEqual([2, []]);
  });
});

describe('user groups', () => {
  async function withGroups(options: Parameters<typeof setUp>[0] = {}) {
    const made = await setUp(options);
    const { fake, channel, person } = made;
    const mine = fake.group({ handle: 'runners', users: [person] });
    fake.group({ handle: 'writers', users: [] });
    const ask = async (text: string) => {
      const before = fake.ephemerals.length;
      await fake.slash('/boost', text, { channel, user: person });
      await fake.waitFor(() => fake.ephemerals.length > before);
      return made.core.of('command').at(-1)!;
    };
    return { ...made, mine, ask };
  }

  test('are told where hosting is decided, and asked for once in a while', async () => {
    const { fake, core, mine, ask, person, channel } = await withGroups();
    expect((await ask('checkin 5km')).member.roles).toEqual([]);
    const press = async (action: Action) => {
      const before = fake.ephemerals.length;
      const button = { type: 'button', action_id: actionId(action), text: { type: 'plain_text', text: 'x' } };
      const blocks = [{ type: 'actions', elements: [button] }];
      await fake.pressButton({ blocks, channel }, actionId(action), person);
      await fake.waitFor(() => fake.ephemerals.length > before);
      return core.of('action').at(-1)!;
    };
    for (const own of ['nudgeForm', 'nudgeNo'] as const) {
      expect((await press({ do: own })).member.roles).toEqual([]);
    }
    expect((await press({ do: 'forget', proof: challenge as string as ProofId })).member.roles).toEqual([]);
    expect(fake.calls('usergroups.list')).toHaveLength(0);
    expect((await ask('설정')).member.roles).toEqual([mine.id]);
    expect((await ask('챌린지 목록')).member.roles).toEqual([mine.id]);
    expect((await ask('nudge remove')).member.roles).toEqual([mine.id]);
    expect((await press({ do: 'start', challenge })).member.roles).toEqual([mine.id]);
    expect(fake.calls('usergroups.list')).toHaveLength(1);
  });

  test('without the scope there are none, and nothing else is lost', async () => {
    const { fake, ask, logged } = await withGroups();
    fake.team.scopes.delete('usergroups:read');
    expect((await ask('설정')).member.roles).toEqual([]);
    expect((await ask('관리 내역')).member.roles).toEqual([]);
    expect(fake.calls('usergroups.list')).toHaveLength(1);
    expect(logged.filter((l) => l.event === 'slack.groups.unknown')).toHaveLength(1);
  });

  test('a group is named as Slack mentions it, or by its handle', async () => {
    const { mine, ask } = await withGroups();
    expect((await ask(`설정 진행자:<!subteam^${mine.id}>`)).options).toEqual({ hosts: mine.id });
    expect((await ask('설정 진행자:@Runners')).options).toEqual({ hosts: mine.id });
    expect((await ask('설정 진행자:@nobody')).options).toEqual({ hosts: '@nobody' });
  });
});

describe('a member in a command', () => {
  async function asked(text: (made: Setup) => string): Promise<{ member?: string }> {
    const made = await setUp();
    const { fake, core, channel, person } = made;
    await fake.slash('/boost', text(made), { channel, user: person });
    await fake.waitFor(() => core.of('command').length === 1);
    return core.of('command')[0]!.options;
  }

  test('is mentioned, as Slack’s clients do it', async () => {
    let member = '';
    const options = await asked(({ fake }) => {
      member = fake.user({ name: 'Kim Alex' }).id;
      return `관리 보호권주기 <@${member}> 고생했어요 &`;
    });
    expect(options).toEqual({ member, reason: '고생했어요 &' });
  });

  test('or named, when there is exactly one of that name', async () => {
    let id = '';
    const one = await asked(({ fake }) => {
      id = fake.user({ name: '지우' }).id;
      return '관리 보호권주기 @지우 고생했어요';
    });
    expect(one).toEqual({ member: id, reason: '고생했어요' });
    const two = await asked(({ fake }) => {
      for (const name of ['지우', '지우']) fake.user({ name });
      return '관리 보호권주기 @지우 고생했어요';
    });
    expect(two.member).toBe('@지우');
    expect((await asked(() => '관리 보호권주기 @아무도 고생했어요')).member).toBe('@아무도');
  });
});
