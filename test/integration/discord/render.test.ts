import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editBody, messageBody } from '../../../src/adapters/discord/body.ts';
import { renderForm } from '../../../src/adapters/discord/render/form.ts';
import { renderView } from '../../../src/adapters/discord/render/index.ts';
import { escapeText, fitText, type RenderContext } from '../../../src/adapters/discord/render/text.ts';
import { type ActionId, actionId } from '../../../src/core/actions.ts';
import { commandTable } from '../../../src/core/commands/table.ts';
import { messagesFor } from '../../../src/core/messages/index.ts';
import type { ChallengeId, ChannelRef, MemberRef } from '../../../src/core/model/ids.ts';
import { altOf } from '../../../src/core/pictures/alt.ts';
import { gridOf } from '../../../src/core/pictures/grid.ts';
import type { Picture } from '../../../src/core/pictures/pictures.ts';
import type { PictureSpec } from '../../../src/core/pictures/spec.ts';
import type { CardView, FormField, FormView, Inline, View } from '../../../src/core/views.ts';
import { shownForm } from '../../fakes/discord/form-rules.ts';
import {
  type Component,
  checkMessage,
  flatten,
  pingsOf,
  visibleText,
} from '../../fakes/discord/message-rules.ts';
import { openApiCheck } from '../../fakes/discord/openapi-check.ts';
import { face, oneOfEach } from '../../pictures/samples.ts';

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
  .array(fc.tuple(fc.uuid(), nonEmpty, fc.constantFrom('primary', 'secondary', 'danger')), { maxLength: 10 })
  .map((list) =>
    list.map(([id, label, style]) => ({
      action: actionId({ do: 'join', challenge: id as ChallengeId }),
      label,
      style: style as 'primary' | 'secondary' | 'danger',
    })),
  );
const fields = fc.array(fc.record({ label: nonEmpty, value: line }), { maxLength: 12 });
const mood = fc.constant('cheering' as const);
const named: fc.Arbitrary<PictureSpec> = fc
  .tuple(fc.constantFrom(...Object.values(oneOfEach)), text)
  .map(([spec, name]) => ('name' in spec ? { ...spec, name } : spec));
const card: fc.Arbitrary<CardView> = fc.record({
  view: fc.constant('card' as const),
  title: text,
  lines: fc.array(line, { maxLength: 30 }),
  fields,
  picture: fc.option(named),
  buttons,
});
const view: fc.Arbitrary<View> = fc.oneof(
  fc.record({
    view: fc.constant('cheer' as const),
    lines: fc.oneof(fc.tuple(nonEmpty, text), fc.tuple(nonEmpty)),
    credit: fc.option(line),
    memory: fc.option(line),
    buttons,
    footer: fc.option(nonEmpty),
    mood,
  }),
  fc.record(
    {
      view: fc.constant('note' as const),
      line: shownLine,
      buttons,
      face: fc.constant(face()),
      footer: nonEmpty,
    },
    { requiredKeys: ['view', 'line', 'buttons'] },
  ),
  card,
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

const picture: fc.Arbitrary<Picture> = fc
  .uint8Array({ minLength: 1, maxLength: 8 })
  .map((png) => ({ png, id: Buffer.from(png).toString('hex').padStart(64, '0') }));

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
      fc.property(view.filter(distinctButtons), fc.option(picture), (candidate, drawn) => {
        const rendered = renderView(candidate, context, drawn);
        const { allowed_mentions: _, ...body } = messageBody(rendered);
        expect(check('POST', '/channels/{channel_id}/messages', body)).toBeNull();
        const edit = editBody(rendered);
        expect(check('PATCH', '/channels/{channel_id}/messages/{message_id}', edit)).toBeNull();
        const answer = '/webhooks/{webhook_id}/{webhook_token}/messages/@original';
        expect(check('PATCH', answer, edit)).toBeNull();
        const { content, components, flags, files } = rendered;
        const names = files.map(({ name }) => name);
        checkMessage({ content: content ?? '', embeds: [], components, flags, files: names, other: false });
        const seen = visibleText(content ?? '', components);
        expect(pingsOf(seen.replaceAll('\\<', ''), undefined, null, false)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test.each(['ko', 'en', 'ja'] as const)(
    'help names every command there is, whatever its language: %s',
    (locale) => {
      const commands = commandTable.map(({ path, descriptions }) => ({ path, text: descriptions[locale] }));
      const here = { proofKind: 'any', minLength: 1000 } as const;
      const { heading, intro, menus, byMark } = messagesFor(locale).help;
      const lines = [
        ...intro({ at: 'challenge', challenges: [here] }),
        menus(['Count as check-in', 'Undo check-in']),
        byMark('🐹'),
      ];
      const view: View = { view: 'help', heading: heading('Chorong'), intro: lines, commands };
      const { components } = renderView(view, {
        command: (path) => `</${path.join(' ')}:1234567890123456789>`,
      });
      const shown = flatten(components as Component[])
        .map(({ content }) => content ?? '')
        .join('\n');
      for (const { path, text } of commands) {
        expect(shown).toContain(`</${path.join(' ')}:1234567890123456789> ${escapeText(text)}`);
      }
      expect(shown.length).toBeLessThanOrEqual(4000);
    },
  );

  test('a card shows its picture with a description, or the picture’s signs in its place, and every button', () => {
    fc.assert(
      fc.property(card.filter(distinctButtons), fc.option(picture), (candidate, drawn) => {
        const { components, files } = renderView(candidate, context, drawn);
        const parts = flatten(components as unknown as Component[]);
        const spec = candidate.picture;
        const shown = spec !== null && drawn !== null;
        expect(files.map(({ name, bytes }) => [name, bytes])).toEqual(
          shown ? [[`${drawn.id}.png`, drawn.png]] : [],
        );
        expect(parts.flatMap((part) => (part.items as unknown[] | undefined) ?? [])).toEqual(
          shown ? [{ media: { url: `attachment://${drawn.id}.png` }, description: altOf(spec) }] : [],
        );
        const text = visibleText('', components);
        const firstOfGrid = spec === null ? '' : (gridOf(spec).split('\n')[0] ?? '');
        if (spec?.kind === 'streak') expect(text.includes(firstOfGrid)).toBe(!shown);
        expect(parts.filter(({ type }) => type === 2).map((button) => button.custom_id)).toEqual(
          candidate.buttons.map(({ action }) => action),
        );
      }),
      { numRuns: 200 },
    );
  });

  test.each(Object.values(oneOfEach))(
    'a card that says far too much, with a picture ($kind), is cut at 4,000',
    (spec) => {
      const long = (text: string) => text.repeat(300);
      const full: CardView = {
        view: 'card',
        title: long('달'),
        lines: Array.from({ length: 40 }, () => [long('가')]),
        fields: Array.from({ length: 20 }, () => ({ label: long('이'), value: [long('름')] })),
        picture: spec,
        buttons: [],
      };
      for (const drawn of [null, { id: '0'.repeat(64), png: new Uint8Array(1) }]) {
        const { components, flags, files } = renderView(full, context, drawn);
        const names = files.map(({ name }) => name);
        checkMessage({ content: '', embeds: [], components, flags, files: names, other: false });
        expect(visibleText('', components).length).toBeGreaterThan(3_700);
      }
    },
  );

  test('a cheer says what counted small under its two lines, before who wrote it', () => {
    const { content } = renderView(
      {
        view: 'cheer',
        lines: ['비 오는 날 5 km라니!', '정말 멋져요.'],
        credit: ['7일째 · ', { kind: 'bold', text: '이번 주 1번' }, ' 남았어요'],
        footer: 'AI가 썼어요',
        mood: 'proud',
      },
      context,
    );
    expect(content).toBe(
      '비 오는 날 5 km라니!\n정말 멋져요.\n-# 7일째 · **이번 주 1번** 남았어요\n-# AI가 썼어요',
    );
  });

  test('a cheer that recalls links the day under its lines and has its button; one of emoji is one line', () => {
    const cheer = { view: 'cheer', footer: 'AI 응원', mood: 'happy' } as const;
    const forget = actionId({ do: 'forget', proof: '0a8a1a52-97a5-4c3a-9a7e-0d9f2a51c001' as never });
    const link = { kind: 'link', text: '11월 2일', url: 'https://discord.com/channels/1/2/3' } as const;
    const { content, components } = renderView(
      {
        ...cheer,
        lines: ['그때 3km가 오늘은 5km네요.', '담찌도 그 길을 기억해요.'],
        credit: ['7일째'],
        memory: ['떠올린 기록: ', link],
        buttons: [{ action: forget, label: '이 기억 쓰지 않기', style: 'secondary' }],
      },
      context,
    );
    expect(content?.split('\n').slice(2)).toEqual([
      '-# 7일째',
      `-# 떠올린 기록: [11월 2일](<${link.url}>)`,
      '-# AI 응원',
    ]);
    expect(components).toMatchObject([{ components: [{ custom_id: forget, label: '이 기억 쓰지 않기' }] }]);
    const bare = renderView({ ...cheer, lines: ['🐹🌻'], credit: null, footer: null }, context);
    expect(bare).toMatchObject({ content: '🐹🌻', components: [] });
  });

  test('a note with buttons stays a plain message, so that a later edit may take them away', () => {
    const choose = actionId({ do: 'createChallenge' });
    const buttons = [{ action: choose, label: '아침 달리기', style: 'secondary' as const }];
    const asked = renderView({ view: 'note', line: ['어느 챌린지예요?'], buttons }, context);
    expect(asked).toMatchObject({ content: '어느 챌린지예요?', components: [{ type: 1 }] });
    expect(editBody(renderView({ view: 'note', line: ['달리기로 셌어요'] }, context))).toMatchObject({
      content: '달리기로 셌어요',
      components: [],
    });
  });

  test('a note shows a face under its words, which are the same without it, and in small print that a model wrote of it', () => {
    const line = ['똑똑, 담찌예요.', '\n', { kind: 'bold', text: '달리기' }, ' · 자리가 넉넉해요.'] as const;
    const note = { view: 'note', line, face: face(), footer: 'AI 응원' } as const;
    const words = { content: '똑똑, 담찌예요.\n**달리기** · 자리가 넉넉해요.\n-# AI 응원' };
    expect(renderView(note, context)).toMatchObject({ ...words, files: [] });
    expect(renderView(note, context, { png: new Uint8Array([1]), id: 'a1' })).toMatchObject({
      ...words,
      files: [{ name: 'a1.png', description: '손 흔드는 담찌' }],
    });
  });

  test('a form keeps within a modal’s limits, whatever its fields say', () => {
    const common = { label: nonEmpty, hint: nonEmpty, required: fc.boolean() };
    const options = fc
      .uniqueArray(fc.string({ minLength: 1, maxLength: 90 }), { minLength: 1, maxLength: 25 })
      .chain((values) =>
        fc.tuple(...values.map((value) => fc.record({ value: fc.constant(value), label: nonEmpty }))),
      );
    const ref = fc.constantFrom('123456789012345678', 'of another platform', '');
    const field: fc.Arbitrary<Omit<FormField, 'name'>> = fc.oneof(
      fc.record({
        kind: fc.constant('text' as const),
        ...common,
        value: text,
        maxLength: fc.integer({ min: 1, max: 9000 }),
      }),
      fc.record({ kind: fc.constant('date' as const), ...common, value: text }),
      fc.record({ kind: fc.constant('choice' as const), ...common, value: text, options }),
      options.chain((list) =>
        fc.record({
          kind: fc.constant('choices' as const),
          ...common,
          values: fc.subarray(list.map(({ value }) => value)),
          options: fc.constant(list),
        }),
      ),
      fc.record({ kind: fc.constantFrom('channel' as const, 'member' as const), ...common, value: ref }),
    );
    fc.assert(
      fc.property(nonEmpty, fc.array(field, { minLength: 1, maxLength: 5 }), (title, list) => {
        const form: FormView = {
          action: actionId({ do: 'createChallenge' }),
          title,
          submit: 'ok',
          fields: list.map((one, index) => ({ ...one, name: `f${index}` }) as FormField),
        };
        const body = { type: 9, data: renderForm(form) };
        expect(check('POST', '/interactions/{interaction_id}/{interaction_token}/callback', body)).toBeNull();
        expect(shownForm(body.data as Parameters<typeof shownForm>[0]).components).toHaveLength(list.length);
      }),
      { numRuns: 300 },
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

  test('a role is shown by its name in what one person alone sees; what is no role is only text', () => {
    const shown = (ref: string) => {
      const fields = [{ label: '진행자', value: [{ kind: 'group' as const, ref }] }];
      return JSON.stringify(renderView({ view: 'settings', heading: '설정', fields, hint: [] }, context));
    };
    expect(shown('123456789012345678')).toContain('<@&123456789012345678>');
    expect(shown('@everyone')).not.toContain('@everyone');
  });
});
