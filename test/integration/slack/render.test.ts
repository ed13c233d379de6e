import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderForm, renderModalMessage } from '../../../src/adapters/slack/render/form.ts';
import { renderView, type Shown } from '../../../src/adapters/slack/render/index.ts';
import { inert, mrkdwnLine } from '../../../src/adapters/slack/render/inline.ts';
import { type ActionId, actionId } from '../../../src/core/actions.ts';
import type { ChallengeId, ChannelRef, MemberRef } from '../../../src/core/model/ids.ts';
import { LOCALES } from '../../../src/core/model/locale.ts';
import type { Button, FormField, FormView, Inline, Line, View } from '../../../src/core/views.ts';
import { blockProblems, viewProblems } from '../../fakes/slack/blocks.ts';
import { parsedTexts, pingsIn } from '../../fakes/slack/log.ts';
import { face, oneOfEach } from '../../pictures/samples.ts';

const nasty = [
  '<!channel>',
  '<@U123>',
  '<!subteam^S1>',
  '@everyone',
  '&lt;!here&gt;',
  '*',
  '_',
  '~',
  '`',
  '```',
  '|',
  '>',
  '\n',
  ':',
];
const words = fc
  .array(
    fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom(...nasty, '가'.repeat(2500))),
    {
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(''));

const inline: fc.Arbitrary<Inline> = fc.oneof(
  words,
  words.map((text): Inline => ({ kind: 'bold', text })),
  fc
    .record({ text: words, url: fc.oneof(words, fc.webUrl(), fc.constant('javascript:alert(1)')) })
    .map((r): Inline => ({ kind: 'link', ...r })),
  words.map((name): Inline => ({ kind: 'member', ref: 'U1' as MemberRef, name })),
  words.map((ref): Inline => ({ kind: 'channel', ref: ref as ChannelRef })),
  fc
    .record({ at: fc.integer({ min: 0, max: 4e12 }), text: words })
    .map((r): Inline => ({ kind: 'time', ...r })),
  fc.constantFrom<Inline>(
    { kind: 'command', path: ['challenge', 'list'] },
    { kind: 'command', path: ['count'] },
  ),
);
const line: fc.Arbitrary<Line> = fc.array(inline, { maxLength: 4 });
const lines = fc.array(line, { maxLength: 4 });
const button: fc.Arbitrary<Button> = fc.record({
  action: fc.constantFrom(
    actionId({ do: 'openCreateForm' }),
    actionId({ do: 'createChallenge' }),
    '1:x' as ActionId,
  ),
  label: words.filter((w) => w !== ''),
  style: fc.constantFrom('primary', 'secondary', 'danger'),
});
const buttons = fc.uniqueArray(button, { maxLength: 3, selector: (b) => b.action });
const fields = fc.array(fc.record({ label: words, value: line }), { maxLength: 13 });

const shown = fc.constantFrom<Shown>(
  { by: 'grid' },
  { by: 'link', url: 'https://pal.example/p.png' },
  { by: 'file', file: 'F00000001' },
);

const view: fc.Arbitrary<View> = fc.oneof(
  fc.record({
    view: fc.constant('cheer' as const),
    lines: fc.oneof(fc.tuple(words, words), fc.tuple(words)),
    credit: fc.option(line),
    memory: fc.option(line),
    buttons,
    footer: fc.option(words),
    mood: fc.constant('happy' as const),
  }),
  fc.record(
    {
      view: fc.constant('note' as const),
      line,
      buttons,
      face: fc.constant(face()),
      footer: words,
    },
    { requiredKeys: ['view', 'line', 'buttons'] },
  ),
  fc.record({
    view: fc.constant('card' as const),
    title: words,
    lines: fc.array(line, { maxLength: 20 }),
    fields,
    picture: fc.constantFrom(null, ...Object.values(oneOfEach)),
    buttons: fc.uniqueArray(button, { maxLength: 3, selector: (b) => b.action }),
  }),
  fc.record({ view: fc.constant('welcome' as const), title: words, lines, buttons }),
  fc.record({
    view: fc.constant('proofCard' as const),
    member: fc.record({ ref: fc.constant('U1' as MemberRef), name: words }),
    heading: line,
    text: words,
    photos: fc.constant([]),
  }),
  fc.record({ view: fc.constant('answer' as const), tone: fc.constant('done' as const), lines, buttons }),
  fc.record({
    view: fc.constant('challengeList' as const),
    heading: words,
    items: fc.array(fc.record({ title: words, line, buttons }), { maxLength: 40 }),
    empty: line,
  }),
  fc.record({ view: fc.constant('challengeInfo' as const), title: words, sentence: words, fields, buttons }),
  fc.record({ view: fc.constant('settings' as const), heading: words, fields, hint: line }),
  fc.record({
    view: fc.constant('help' as const),
    heading: words,
    intro: lines,
    commands: fc.array(
      fc.record({ path: fc.constant(['challenge', 'join']), text: words.map((w) => w.slice(0, 120)) }),
      {
        maxLength: 40,
      },
    ),
  }),
);

describe('any view', () => {
  test('is within Slack’s limits, has text, and pings nobody', () => {
    fc.assert(
      fc.property(view, fc.constantFrom(...LOCALES), shown, (v, locale, by) => {
        const { text, blocks } = renderView(v, locale, by);
        expect(blockProblems(blocks, 'message')).toEqual([]);
        expect(text.trim()).not.toBe('');
        expect(text.length).toBeLessThanOrEqual(4000);
        expect([text, ...parsedTexts(blocks)].flatMap((t) => pingsIn('', t))).toEqual([]);
        expect(viewProblems({ ...renderModalMessage({ text, blocks }, 'C1', locale) })).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

test('a long card loses no line, and its ten buttons stand in two rows', () => {
  const lines = Array.from(
    { length: 60 },
    (_, i): Line => [{ kind: 'bold', text: `${i}.` }, ` 달렸어요 ${'가'.repeat(100)}`],
  );
  const ten = Array.from({ length: 10 }, (_, i) => ({
    action: actionId({
      do: 'board',
      challenge: `00000000-0000-4000-8000-00000000000${i}` as ChallengeId,
      by: 'days',
    }),
    label: String(i),
    style: 'secondary' as const,
  }));
  const card = { view: 'card' as const, title: '장부', lines, fields: [], picture: null, buttons: ten };
  const { blocks } = renderView(card, 'ko');
  expect(blockProblems(blocks, 'message')).toEqual([]);
  const said = parsedTexts(blocks).join('\n');
  expect(said.match(/달렸어요/g)).toHaveLength(60);
  expect(blocks.flatMap((b) => (b.type === 'actions' ? [b.elements.length] : []))).toEqual([5, 5]);
});

test('a card’s short facts stand in columns, long ones line under line, none left out', () => {
  const card = (value: string) => ({
    view: 'card' as const,
    title: '장부',
    lines: [],
    fields: Array.from({ length: 14 }, (_, i) => ({ label: `11월 ${i}일`, value: [value] })),
    picture: null,
    buttons: [],
  });
  const short = renderView(card('인증'), 'ko').blocks;
  expect(short.map((b) => (b.type === 'section' ? b.fields?.length : 0))).toEqual([0, 10, 4]);
  const long = renderView(card('가'.repeat(400)), 'ko').blocks;
  expect(blockProblems(long, 'message')).toEqual([]);
  expect(
    parsedTexts(long)
      .join('\n')
      .match(/\*11월 \d+일\*/g),
  ).toHaveLength(14);
});

describe('any form', () => {
  const text = words.filter((w) => w.trim() !== '');
  const field: fc.Arbitrary<FormField> = fc.oneof(
    fc.record({
      kind: fc.constant('text' as const),
      name: fc.uuid(),
      label: text,
      hint: text,
      value: words,
      multiline: fc.boolean(),
      required: fc.boolean(),
      maxLength: fc.integer({ min: 1, max: 5000 }),
    }),
    fc.record({
      kind: fc.constant('choice' as const),
      name: fc.uuid(),
      label: text,
      value: fc.constantFrom('a', 'z'),
      required: fc.boolean(),
      options: fc.constant([
        { value: 'a', label: 'A'.repeat(90) },
        { value: 'b', label: 'B' },
      ]),
    }),
    fc.record({
      kind: fc.constant('choices' as const),
      name: fc.uuid(),
      label: text,
      values: fc.subarray(['0', '9', '24', 'nowhere']),
      required: fc.boolean(),
      options: fc
        .constantFrom(7, 10, 11, 25)
        .map((count) =>
          Array.from({ length: count }, (_, i) => ({ value: String(i), label: 'A'.repeat(i + 60) })),
        ),
    }),
    fc.record({
      kind: fc.constant('date' as const),
      name: fc.uuid(),
      label: text,
      value: fc.oneof(words, fc.constantFrom('2026-02-28', '2026-02-30', '')),
      required: fc.boolean(),
    }),
    fc.record({
      kind: fc.constantFrom('channel' as const, 'member' as const),
      name: fc.uuid(),
      label: text,
      value: fc.oneof(words, fc.constantFrom('C012ABC', 'U012ABC', 'D012ABC', '')),
      required: fc.boolean(),
    }),
  );
  const form: fc.Arbitrary<FormView> = fc.record({
    action: fc.constant('1:createChallenge' as ActionId),
    title: text,
    submit: text,
    fields: fc.array(field, { minLength: 1, maxLength: 40 }),
  });
  test('is a modal Slack takes', () => {
    fc.assert(
      fc.property(form, (f) => {
        expect(viewProblems({ ...renderForm(f, 'C1', 'ko') })).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a line', () => {
  test.each([
    [['오늘도~ 내일도~'], '오늘도～ 내일도～'],
    [['my_habit a*b *c* _d_ `e`'], 'my_habit a*b ＊c＊ ＿d＿ ｀e｀'],
    [['<b> & &amp;'], '&lt;b&gt; &amp; &amp;amp;'],
    [[{ kind: 'bold', text: ' 달 * 리 ' }, '를'], '*달 ＊ 리*\u200B를'],
    [['하', { kind: 'command', path: ['challenge', 'join'] }, ' 하면'], '하\u200B`/boost 챌린지 참여` 하면'],
    [[{ kind: 'command', path: ['undo'] }], '`인증 취소 · Undo`'],
    [[{ kind: 'link', text: 'a|b>', url: 'https://x.example/a b' }], '<https://x.example/a%20b|a¦b&gt;>'],
    [[{ kind: 'link', text: 'x', url: 'javascript:alert(1)' }], 'x'],
    [[{ kind: 'channel', ref: 'C0123ABC' as ChannelRef }], '<#C0123ABC>'],
    [[{ kind: 'group', ref: 'S0604QSJC' }], '<!subteam^S0604QSJC>'],
    [[{ kind: 'group', ref: '<!here>' }], '&lt;!here&gt;'],
    [
      [{ kind: 'time', at: 1_700_000_000_500, text: '3시' }],
      '<!date^1700000000^{date_short_pretty} {time}|3시>',
    ],
  ] as [Line, string][])('%j', (given, text) => {
    expect(mrkdwnLine(given, 'ko', 3000)).toBe(text);
  });

  test('too long a line is cut between characters and never inside an entity', () => {
    fc.assert(
      fc.property(line, fc.integer({ min: 30, max: 400 }), (l, max) => {
        const text = mrkdwnLine(l, 'ko', max);
        expect(text.length).toBeLessThanOrEqual(max);
        expect(text).not.toMatch(/&(?!amp;|lt;|gt;)/);
        expect(text).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
      }),
    );
  });

  test('marks inside words stay, so names read as they are written', () => {
    expect(inert('a_b~c')).toBe('a_b~c');
  });
});
