import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { actionId, type Reply } from '../../../src/core/actions.ts';
import type { CivilDay } from '../../../src/core/model/day.ts';
import { plain, textOf } from '../../support/core.ts';
import { manager, noon, type Office, openOffice } from './office.ts';

// What members can say to a removal, and what managers can look up afterwards.
let office: Office;
let core: Office['core'];
let member = '';
let members = 0;

beforeAll(async () => {
  office = await openOffice();
  core = office.core;
});
afterAll(() => core.stop());
beforeEach(() => {
  member = `멤버${++members}`;
  core.set(noon);
});

describe('an appeal', () => {
  const removed = async () => {
    await core.post(member, '오늘 5km');
    await office.admin('remove', { member, day: 'today', reason: '어제 사진 같아요' });
    const [row] = await office.audits(member);
    return row!.id;
  };
  const button = async () => {
    const [view] = await office.direct(member);
    return view?.view === 'note' ? view.buttons![0]! : null;
  };

  test('is a form with one text, and reaches the managers once, with who, what and the words', async () => {
    const audit = await removed();
    const pressed = await button();
    expect(pressed).toEqual({
      action: actionId({ do: 'appeal', audit }),
      label: '이의 있어요',
      style: 'secondary',
    });
    const form = await office.press(member, pressed!.action);
    expect(form).toMatchObject({ kind: 'form', form: { fields: [{ kind: 'text', name: 'words' }] } });
    const send = actionId({ do: 'sendAppeal', audit });
    const told = (await office.toldTo(manager)).length;
    expect(textOf(await office.press(member, send, { words: ' \u200b ' }))).toBe(
      '하고 싶은 말을 한 줄이라도 적어 주세요.',
    );
    const answers = await Promise.all(
      ['오늘 새벽에 찍었어요', '정말이에요'].map((words) => office.press(member, send, { words })),
    );
    expect(answers.map(textOf).sort()).toEqual([
      '관리자에게 전했어요. 말해 줘서 고마워요. 인증이 다시 더해지면 바로 알려 드릴게요.',
      '이 인증에 대한 말은 이미 관리자에게 전했어요. 조금만 기다려 주세요.',
    ]);
    const cards = (await office.direct(manager)).slice(told);
    expect(cards).toHaveLength(1);
    const [card] = cards;
    if (card?.view !== 'card') throw new Error('a card was expected');
    expect(card.lines.map(plain)[0]).toBe(`${member}님 · 아침 달리기 · 11월 20일 인증`);
    expect(card.fields.map(({ label, value }) => `${label}: ${plain(value)}`)).toEqual([
      '뺀 이유: 어제 사진 같아요',
      expect.stringMatching(/^멤버의 말: (오늘 새벽에 찍었어요|정말이에요)$/),
    ]);
    expect((await office.audits(member)).map(({ what }) => what)).toEqual(['checkInRemoved', 'appealed']);
    expect(textOf(await office.press(member, pressed!.action))).toContain('이미 관리자에게 전했어요');
  });

  test('its words are forgotten with the records of who leaves; that it was made stays known', async () => {
    const audit = await removed();
    await office.press(member, actionId({ do: 'sendAppeal', audit }), { words: '무릎이 아파서 늦었어요' });
    expect(JSON.stringify(await office.direct(manager))).toContain('무릎이 아파서');
    await office.press(member, actionId({ do: 'leaveErase', challenge: office.running }));
    expect(JSON.stringify(await office.direct(manager))).not.toContain('무릎이 아파서');
    expect(await office.audits(member)).toMatchObject([
      { what: 'checkInRemoved' },
      { what: 'appealed', reason: null },
    ]);
    expect(
      textOf(await office.press(member, actionId({ do: 'sendAppeal', audit }), { words: '다시요' })),
    ).toContain('이미 관리자에게 전했어요');
  });

  test('is nobody else’s to make', async () => {
    const audit = await removed();
    for (const who of ['다른 멤버', manager])
      for (const what of ['appeal', 'sendAppeal'] as const)
        expect(textOf(await office.press(who, actionId({ do: what, audit }), { words: '저요' }))).toContain(
          '더는 쓰지 않는 버튼이에요',
        );
    expect(textOf(await office.press(member, actionId({ do: 'appeal', audit: randomUUID() })))).toContain(
      '더는 쓰지 않는 버튼이에요',
    );
    expect(await office.audits(member)).toHaveLength(1);
  });
});

describe('the log', () => {
  test('tells the newest ten acts in words, in pages, to managers alone', async () => {
    const other = await core.challenge(
      { title: '글쓰기', emoji: '✍️', startsOn: '2026-11-01' as CivilDay },
      'C9',
    );
    await core.command(member, 'challenge join', { challenge: '글쓰기' });
    const said = (reply: Reply) => {
      if (reply.kind !== 'message' || reply.view.view !== 'card') throw new Error(textOf(reply));
      return reply.view;
    };
    for (let n = 1; n <= 6; n++) {
      await office.admin('add', { member, day: 'today', reason: `함께 썼어요 ${n}`, challenge: '글쓰기' });
      await office.admin('remove', { member, day: 'today', reason: `다시 볼게요 ${n}`, challenge: '글쓰기' });
    }
    const open = (offset: number, who = manager) =>
      office.press(who, actionId({ do: 'log', challenge: other, offset }));
    const first = said(await open(0));
    expect(first.title).toBe('관리 내역 · ✍️ 글쓰기');
    expect(first.fields).toHaveLength(10);
    expect(plain(first.fields[0]!.value)).toBe(
      `관리자님이 ${member}님의 ✍️ 글쓰기 11월 20일 인증을 뺐어요. 이유: 다시 볼게요 6`,
    );
    expect(first.buttons.map(({ label }) => label)).toEqual(['지난 내역 →']);
    const second = said(await office.press(manager, first.buttons[0]!.action));
    expect(second.fields.map(({ value }) => plain(value))).toEqual([
      `관리자님이 ${member}님의 ✍️ 글쓰기 11월 20일 인증을 뺐어요. 이유: 다시 볼게요 1`,
      `관리자님이 ${member}님의 ✍️ 글쓰기 11월 20일 인증을 더했어요. 이유: 함께 썼어요 1`,
    ]);
    expect(second.buttons.map(({ label }) => label)).toEqual(['← 새 내역']);
    expect(textOf(await open(0, member))).toBe('관리자만 쓸 수 있어요.');
    expect(await core.command(member, 'admin log', {})).toBe('관리자만 쓸 수 있어요.');
    expect(await core.command(manager, 'admin log', {})).toContain('[지난 내역 →]');
  });
});
