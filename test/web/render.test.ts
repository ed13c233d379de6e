import { describe, expect, test } from 'vitest';
import { commandName } from '../../src/adapters/web/command-line.ts';
import { renderForm } from '../../src/adapters/web/render/form.ts';
import { renderView } from '../../src/adapters/web/render/index.ts';
import type { WirePicture } from '../../src/adapters/web/wire.ts';
import { type Action, actionId } from '../../src/core/actions.ts';
import type { CivilDay } from '../../src/core/model/day.ts';
import type { ChallengeId } from '../../src/core/model/ids.ts';
import type { Button, FormField, Line, View } from '../../src/core/views.ts';
import { face, streak } from '../pictures/samples.ts';

const challenge = '0b6f9a52-3c6e-4b1e-9a55-3f6f1c6f2a10' as ChallengeId;
const button = (action: Action): Button => ({
  action: actionId(action),
  label: '누르기',
  style: 'secondary',
});
const render = (view: View, picture: WirePicture | null = null) =>
  renderView(view, (path) => commandName(path, 'ko'), picture);

describe('views', () => {
  const card = {
    view: 'card',
    title: '연속',
    lines: [['오늘도 ', { kind: 'bold', text: '완료' }], [{ kind: 'command', path: ['streak'] }]],
    fields: [{ label: '지금', value: ['12일'] }],
    picture: streak('ko'),
    buttons: [button({ do: 'info', challenge })],
  } as const satisfies View;
  const picture = { src: '/pictures/x.png?t=y', alt: '12일', grid: '✅' };

  test('a card: title, picture, lines, fields, buttons; the hamster stands beside it where no picture shows it', () => {
    expect(render(card, picture)).toEqual({
      shape: 'card',
      mood: null,
      speaker: null,
      heading: '연속',
      picture,
      lines: [['오늘도 ', { kind: 'bold', text: '완료' }], [{ kind: 'code', text: '/연속' }]],
      rows: [{ label: ['지금'], value: ['12일'], buttons: [] }],
      buttons: [
        { action: actionId({ do: 'info', challenge }), label: '누르기', style: 'secondary', turns: false },
      ],
    });
    expect(render(card, { ...picture, src: null })).toMatchObject({ mood: 'happy', picture: { src: null } });
    expect(render({ ...card, picture: null })).toMatchObject({ mood: 'happy', picture: null });
  });

  test('a note with a face stands beside it, line under line; without one it stays a note', () => {
    const line = ['똑똑, 담찌예요.', '\n', { kind: 'bold', text: '달리기' }, ' · 자리가 넉넉해요.'] as const;
    expect(render({ view: 'note', line, face: face({ character: 'neuru' }), footer: 'AI 응원' })).toEqual({
      shape: 'cheer',
      lines: [['똑똑, 담찌예요.'], [{ kind: 'bold', text: '달리기' }, ' · 자리가 넉넉해요.']],
      credit: null,
      memory: null,
      footer: 'AI 응원',
      mood: 'waving',
      speaker: { character: 'neuru', name: '느루' },
      buttons: [],
    });
    expect(render({ view: 'note', line: ['안녕'], footer: 'AI 응원' })).toMatchObject({
      shape: 'line',
      line: ['안녕', '\n', 'AI 응원'],
    });
  });

  test('a note with buttons and without', () => {
    const line = ['어느 챌린지인가요?'];
    expect(render({ view: 'note', line })).toEqual({ shape: 'line', line, buttons: [] });
    expect(render({ view: 'note', line, buttons: [button({ do: 'join', challenge })] })).toMatchObject({
      buttons: [{ label: '누르기', turns: false }],
    });
  });

  test.each<[Line | null | undefined, Line | null]>([
    [undefined, null],
    [null, null],
    [[{ kind: 'bold', text: '7일째' }], [{ kind: 'bold', text: '7일째' }]],
  ])('a cheer with the credit %j', (credit, shown) => {
    const cheer = { view: 'cheer', lines: ['하나', '둘'], footer: null, mood: 'proud' } as const;
    expect(render(credit === undefined ? cheer : { ...cheer, credit })).toMatchObject({ credit: shown });
  });

  test('a cheer that recalls: its day and its button', () => {
    const cheer = { view: 'cheer', lines: ['하나', '둘'], footer: null, mood: 'proud' } as const;
    expect(render(cheer)).toMatchObject({ memory: null, buttons: [] });
    const memory: Line = ['떠올린 기록: ', { kind: 'link', text: '11월 2일', url: '#m3' }];
    expect(
      render({ ...cheer, memory, buttons: [button({ do: 'forget', proof: challenge as never })] }),
    ).toMatchObject({
      memory,
      buttons: [{ label: '누르기', turns: false }],
    });
  });

  test.each([
    ['#m12', '#m12'],
    ['http://127.0.0.1:3000/#m12', '#m12'],
    ['http://0.0.0.0:3000/#m12', '#m12'],
    ['https://pal.example.org/#m12', '#m12'],
    ['https://example.org/a#b', 'https://example.org/a#b'],
    ['#elsewhere', null],
    ['javascript:alert(1)//#m12', null],
  ])('a link to %s leads to %s: a message is found wherever the page is served', (url, shown) => {
    const line: Line = [{ kind: 'link', text: '그날', url }];
    const [piece] = shown === null ? ['그날'] : [{ kind: 'link', text: '그날', url: shown }];
    expect(render({ view: 'note', line })).toMatchObject({ line: [piece] });
  });

  test.each<[Action, boolean]>([
    [{ do: 'why', challenge, until: '2026-11-20' as CivilDay }, true],
    [{ do: 'calendar', challenge: null, of: '2026' }, true],
    [{ do: 'board', challenge, by: 'longest' }, true],
    [{ do: 'records', challenge, of: '2026-11', offset: 10 }, true],
    [{ do: 'search', offset: 10, challenge: null, from: null, to: null, words: '달리기' }, true],
    [{ do: 'log', challenge: null, offset: 10 }, true],
    [{ do: 'join', challenge }, false],
    [{ do: 'streak', challenge }, false],
    [{ do: 'end', challenge }, false],
    [{ do: 'createChallenge' }, false],
  ])('%j turns a page: %s', (action, turns) => {
    expect(render({ view: 'note', line: [], buttons: [button(action)] })).toMatchObject({
      buttons: [{ turns }],
    });
  });
});

describe('fields of a form', () => {
  const plain = { name: 'field', label: '칸', required: true } as const;
  const options = [{ value: '1', label: '하나' }];

  test.each<[FormField, object]>([
    [
      { ...plain, kind: 'text', maxLength: 10, hint: '짧게' },
      { hint: '짧게', value: '', input: { kind: 'text', multiline: false, maxLength: 10 } },
    ],
    [
      { ...plain, kind: 'choice', options, value: '1' },
      { value: '1', input: { kind: 'choice', options } },
    ],
    [
      { ...plain, kind: 'choices', options, values: ['1'] },
      { value: '', input: { kind: 'choices', options, chosen: ['1'] } },
    ],
    [
      { ...plain, kind: 'date', value: '2026-11-23' },
      { value: '2026-11-23', input: { kind: 'date' } },
    ],
    [
      { ...plain, kind: 'channel', value: 'today' },
      { value: 'today', input: { kind: 'choice', options: [{ value: 'today', label: '#daily-proof' }] } },
    ],
    [
      { ...plain, kind: 'member' },
      { value: '', input: { kind: 'choice' } },
    ],
  ])('%j', (field, shown) => {
    const form = renderForm(
      { action: actionId({ do: 'createChallenge' }), title: '', submit: '', fields: [field] },
      'en',
    );
    expect(form.fields).toMatchObject([{ ...plain, ...shown }]);
  });

  test('a member is one of those who are on the page', () => {
    const form = renderForm(
      {
        action: actionId({ do: 'createChallenge' }),
        title: '',
        submit: '',
        fields: [{ ...plain, kind: 'member' }],
      },
      'ko',
    );
    const [{ input }] = form.fields as [(typeof form.fields)[number]];
    expect(input.kind === 'choice' && input.options.slice(0, 3)).toEqual([
      { value: 'minji', label: '민지' },
      { value: 'junho', label: '준호' },
      { value: 'alex', label: 'Kim Alex' },
    ]);
  });
});
