import { describe, expect, test } from 'vitest';
import { actionId } from '../../../src/core/actions.ts';
import type { FormField, FormView } from '../../../src/core/views.ts';
import { record } from '../../fakes/slack/blocks.ts';
import type { FakeView } from '../../fakes/slack/types.ts';
import { answer, setUp } from './harness.ts';

const options = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ value: `v${i + 1}`, label: `${i + 1}번` }));

const formOf = (...fields: readonly FormField[]): FormView => ({
  action: actionId({ do: 'createChallenge' }),
  title: '챌린지 만들기',
  submit: '만들기',
  fields,
});

/** A form shown by the command that opens it. */
async function shown(...fields: readonly FormField[]) {
  const made = await setUp();
  const { fake, core, channel, person } = made;
  core.onCommand = () => ({ kind: 'form', form: formOf(...fields) });
  core.onAction = () => answer('done', ['ok']);
  await fake.slash('/boost', '챌린지 만들기', { channel, user: person });
  const view = await fake.waitFor(() => fake.views(person)[0], 'the form');
  const sent = async (values: Readonly<Record<string, string>>) => {
    await fake.submitView(view, values);
    return core.of('action').at(-1)?.values;
  };
  return { ...made, view, sent };
}
const elementOf = (view: FakeView, i = 0) => record(record((view.view.blocks as unknown[])[i]).element);

const days = (count: number, values: readonly string[]): FormField => ({
  kind: 'choices',
  name: 'days',
  label: '요일',
  values,
  required: false,
  options: options(count),
});
const date = (value?: string): FormField => ({
  kind: 'date',
  name: 'start',
  label: '시작',
  required: false,
  ...(value === undefined ? {} : { value }),
});

describe('fields of a form', () => {
  test.each([
    [7, 'checkboxes'],
    [11, 'multi_static_select'],
  ])('several of %d options are %s, and come back joined by commas', async (count, type) => {
    const { view, sent, fake } = await shown(days(count, ['v1', 'v3', 'gone']));
    expect(elementOf(view)).toMatchObject({ type, initial_options: [{ value: 'v1' }, { value: 'v3' }] });
    expect(await sent({ days: 'v2,v5' })).toEqual({ days: 'v2,v5' });
    expect(fake.violations).toEqual([]);
  });

  test('several, left as they stood, come back so; all taken away, they are empty', async () => {
    const untouched = await shown(days(7, ['v1', 'v3']));
    expect(await untouched.sent({})).toEqual({ days: 'v1,v3' });
    const emptied = await shown(days(7, ['v1', 'v3']));
    expect(await emptied.sent({ days: '' })).toEqual({ days: '' });
  });

  test('an emoji, which Slack sends by name, comes back as one', async () => {
    const { sent } = await shown({
      kind: 'text',
      name: 'emoji',
      label: '이모지',
      required: false,
      maxLength: 40,
    });
    expect(await sent({ emoji: ':person_in_lotus_position::skin-tone-3:' })).toEqual({ emoji: '🧘🏼' });
  });

  test('a date is picked and comes back as a day', async () => {
    const { view, sent } = await shown(date('2026-12-01'));
    expect(elementOf(view)).toMatchObject({ type: 'datepicker', initial_date: '2026-12-01' });
    expect(await sent({ start: '2027-02-28' })).toEqual({ start: '2027-02-28' });
    const empty = await shown(date());
    expect(await empty.sent({})).toEqual({ start: '' });
  });

  test('a date that is none stands as it was typed, to be mended', async () => {
    const { view, sent } = await shown(date('2026-02-30'));
    expect(elementOf(view)).toMatchObject({ type: 'plain_text_input', initial_value: '2026-02-30' });
    expect(await sent({ start: '2026-02-28' })).toEqual({ start: '2026-02-28' });
  });

  test('a channel and a member come back as their refs, and start as what they were', async () => {
    const made = await shown(
      { kind: 'channel', name: 'channel', label: '채널', required: true, value: 'C0123ABC' },
      { kind: 'member', name: 'member', label: '멤버', required: true },
    );
    const { view, sent, channel, person } = made;
    expect(elementOf(view, 0)).toMatchObject({
      type: 'conversations_select',
      initial_conversation: 'C0123ABC',
      filter: { include: ['public', 'private'] },
    });
    expect(elementOf(view, 1)).toEqual({ type: 'users_select', action_id: 'member' });
    expect(await sent({ channel, member: person })).toEqual({ channel, member: person });
  });

  test('a bot that is picked comes back as one', async () => {
    for (const isBot of [true, false]) {
      const { sent, fake, core } = await shown({
        kind: 'member',
        name: 'member',
        label: '멤버',
        required: true,
      });
      const picked = fake.user({ name: 'musicbot' });
      picked.isBot = isBot;
      expect(await sent({ member: picked.id })).toEqual({ member: picked.id });
      expect(core.of('action').at(-1)?.bots).toEqual(isBot ? [picked.id] : []);
    }
  });

  test('forty fields stand in one form', async () => {
    const many = Array.from({ length: 40 }, (_, i): FormField => ({ ...date(), name: `d${i}` }));
    const { view, sent, platform } = await shown(...many);
    expect(view.view.blocks).toHaveLength(platform.caps.formFields);
    expect(Object.keys((await sent({ d39: '2026-12-24' })) ?? {})).toHaveLength(40);
  });
});
