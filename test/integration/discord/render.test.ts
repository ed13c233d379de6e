import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderForm } from '../../../src/adapters/discord/render/form.ts';
import { renderView } from '../../../src/adapters/discord/render/index.ts';
import { escapeText, fitText, type RenderContext } from '../../../src/adapters/discord/render/text.ts';
import { type ActionId, actionId } from '../../../src/core/actions.ts';
import type { ChallengeId, ChannelRef, MemberRef } from '../../../src/core/model/ids.ts';
import type { FormView, Inline, View } from '../../../src/core/views.ts';
import { checkMessage, pingsOf, visibleText } from '../../fakes/discord/message-rules.ts';
import { openApiCheck } from '../../fakes/discord/openapi-check.ts';

const context: RenderContext = { command: (path) => `</${path.join(' ')}:123456789012345678>` };
const check = openApiCheck();

/** Text as hostile as members and models can make it. */
const text = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme', maxLength: 300 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1500, maxLength: 6000 }) },
  fc.constantFrom(
    '@everyone',
    '@here 안녕',
    '<@123456789012345678>',
    '<@&123456789012345678>',
    '[클릭](https://evil.example)',
    'https://evil.example/?q=secret',
    `**${'`'.repeat(40)}`,
    '_'.repeat(5000),
    '# 제목\n> 인용\n- 목록\n1. 하나',
    '👨‍👩‍👧‍👦'.repeat(900),
    '',
    ' \n ',
  ),
);
const nonEmpty = text.filter((value) => value.trim() !== '');
const inline: fc.Arbitrary<Inline> = fc.oneof(
  text,
  text.map((value) => ({ kind: 'bold' as const, text: value })),
  fc.record({ kind: fc.constant('link' as const), text, url: fc.oneof(fc.webUrl(), text) }),
  text.map((name) => ({ kind: 'member' as const, ref: '123456789012345678' as MemberRef, name })),
  fc.constant({ kind: 'channel' as const, ref: '123456789012345678' as ChannelRef }),
  fc.integer({ min: 0, max: 4e12 }).map((at) => ({ kind: 'time' as const, at, text: 'then' })),
  fc.constant({ kind: 'command' as const, path: ['challenge', 'list'] }),
);
const line = fc.array(inline, { maxLength: 6 });
const shownLine = line.map((pieces) => ['•', ...pieces]);
const buttons = fc
  .array(fc.tuple(fc.uuid(), nonEmpty, fc.constantFrom('primary', 'secondary', 'danger')), { maxLength: 6 })
  .map((list) =>
    list.map(([id, label, style]) => ({
      action: actionId({ do: 'join', challenge: id as ChallengeId }),
      label,
      style: style as 'primary' | 'secondary' | 'danger',
    })),
  );
const fields = fc.array(fc.record({ label: nonEmpty, value: line }), { maxLength: 12 });
const mood = fc.constant('cheering' as const);
const view: fc.Arbitrary<View> = fc.oneof(
  fc.record({
    view: fc.constant('cheer' as const),
    lines: fc.tuple(nonEmpty, text),
    footer: fc.option(nonEmpty),
    mood,
  }),
  fc.record({ view: fc.constant('note' as const), line: shownLine }),
  fc.record({ view: fc.constant('welcome' as const), title: text, lines: fc.array(line), buttons }),
  fc.record({
    view: fc.constant('proofCard' as const),
    member: fc.record({ ref: fc.constant('123456789012345678' as MemberRef), name: text }),
    heading: shownLine,
    text,
    photos: fc.constant([]),
  }),
  fc.record({
    view: fc.constant('answer' as const),
    tone: fc.constantFrom('done' as const, 'problem' as const),
    lines: fc.array(shownLine, { minLength: 1 }),
    buttons,
  }),
  fc.record({
    view: fc.constant('challengeList' as const),
    heading: nonEmpty,
    items: fc.array(fc.record({ title: nonEmpty, line, buttons }), { maxLength: 20 }),
    empty: shownLine,
  }),
  fc.record({ view: fc.constant('challengeInfo' as const), title: text, sentence: text, fields, buttons }),
  fc.record({ view: fc.constant('settings' as const), heading: text, fields, hint: line }),
  fc.record({
    view: fc.constant('help' as const),
    heading: nonEmpty,
    intro: fc.array(line),
    commands: fc.array(fc.record({ path: fc.constant(['checkin']), text }), { maxLength: 40 }),
  }),
);

/** Buttons of one message must differ; a view that repeats one is not what the core makes. */
function distinctButtons(candidate: View): boolean {
  const ids: ActionId[] = [];
  if ('buttons' in candidate) ids.push(...(candidate.buttons ?? []).map((b) => b.action));
  if ('items' in candidate) ids.push(...candidate.items.flatMap((item) => item.buttons.map((b) => b.action)));
  return new Set(ids).size === ids.length;
}

describe('rendering for Discord', () => {
  test('whatever a view says: accepted by Discord, and nobody is pinged even if pings were allowed', () => {
    fc.assert(
      fc.property(view.filter(distinctButtons), (candidate) => {
        const { content, components, flags, files } = renderView(candidate, context);
        const body = { ...(content === null ? {} : { content }), components: [...components], flags };
        expect(check('POST', '/channels/{channel_id}/messages', body)).toBeNull();
        const shown = {
          content: content ?? '',
          embeds: [],
          components,
          flags,
          files: files.map(({ name }) => name),
          other: false,
        };
        checkMessage(shown);
        const seen = visibleText(shown.content, components);
        expect(pingsOf(seen.replaceAll('\\<', ''), undefined, null, false)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test('a form keeps within a modal’s limits', () => {
    const field = fc.record({
      kind: fc.constant('text' as const),
      label: nonEmpty,
      hint: nonEmpty,
      value: text,
      required: fc.boolean(),
      maxLength: fc.integer({ min: 1, max: 9000 }),
    });
    fc.assert(
      fc.property(nonEmpty, fc.array(field, { minLength: 1, maxLength: 5 }), (title, list) => {
        const form: FormView = {
          action: actionId({ do: 'createChallenge' }),
          title,
          submit: 'ok',
          fields: list.map((one, index) => ({ ...one, name: `f${index}` })),
        };
        const body = { type: 9, data: renderForm(form) };
        expect(check('POST', '/interactions/{interaction_id}/{interaction_token}/callback', body)).toBeNull();
        expect(body.data.title.length).toBeLessThanOrEqual(45);
      }),
      { numRuns: 100 },
    );
  });

  test.each([
    ['plain words stay as they are', '오늘 5 km 달렸어요! (비)', '오늘 5 km 달렸어요! (비)'],
    ['Markdown', '*a* _b_ ~c~ `d` |e|', '\\*a\\* \\_b\\_ \\~c\\~ \\`d\\` \\|e\\|'],
    ['links', '[x](https://evil.example)', '\\[x](https:\\//evil.example)'],
    ['mentions', '<@1> <@&2> <#3> @everyone @HERE', '\\<@1> \\<@&2> \\<#3> @\u200beveryone @\u200bHERE'],
    ['what only counts at the start of a line', '# a\n> b\n- c\n1. d', '\\# a\n\\> b\n\\- c\n1\\. d'],
  ])('text stands for itself: %s', (_name, given, expected) => {
    expect(escapeText(given)).toBe(expected);
  });

  test('cutting never splits what people see as one character', () => {
    expect(fitText('👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 25)).toBe('👨‍👩‍👧‍👦👨‍👩‍👧‍👦…');
    expect(fitText('가나다', 3)).toBe('가나다');
  });
});
