import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { Limits } from '../../../src/core/budget/budget.ts';
import { dollars } from '../../../src/core/budget/cost-card.ts';
import type { ModelPayer, ModelPurpose } from '../../../src/core/language-model.ts';
import { openAsking, spend as spendOn } from './asking.ts';
import { type Ledger, openLedger } from './ledger.ts';

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(() => ledger.close());

const limits: Limits = { day: 500_000, month: 5_000_000, memberCalls: 20 };

const setUp = ({ model = true } = {}) => openAsking(ledger, model ? limits : null);
const spend = (payer: ModelPayer, purpose: ModelPurpose, spent: number, tokens?: number) =>
  spendOn(ledger, { payer, purpose, spent, ...(tokens === undefined ? {} : { tokens }) });

describe('/cost', () => {
  it('tells a member their own share, what is left today, and that records stay', async () => {
    const { payer, ask } = await setUp();
    const other = { ...payer, member: null };
    for (let i = 0; i < 3; i++) await spend(payer, 'cheer', 400);
    await spend(payer, 'guard', 80);
    await spend(other, 'nudge', 150_000);
    ledger.set(Date.UTC(2026, 10, 3, 12));
    await spend(payer, 'cheer', 20_000);
    ledger.set(Date.UTC(2026, 10, 20, 12));
    expect(await ask('cost')).toEqual([
      '💰 나의 응원 사용량',
      '횟수나 예산을 다 써도 인증과 기록은 그대로예요. 응원은 미리 써 둔 말로 이어 가요.',
      '오늘: 3번 썼고 17번 남았어요',
      '응원: 오늘 3번 · 이번 달 4번',
      '안전 살피기: 오늘 1번 · 이번 달 1번',
      '비용: 오늘 $0.0013 · 이번 달 $0.021',
      '함께 쓰는 예산: 오늘 69% · 이번 달 96% 남았어요',
    ]);
  });

  it('says that it goes on tomorrow when all of today is used', async () => {
    const { payer, ask } = await setUp();
    for (let n = 0; n < 20; n++) await spend(payer, 'cheer', 10);
    expect(await ask('cost')).toContain('오늘: 20번을 모두 썼어요. 내일 다시 채워져요');
  });

  it('is as good in English and Japanese', async () => {
    const { payer, ask } = await setUp();
    await spend(payer, 'cheer', 400);
    expect((await ask('cost', { locale: 'en' })).slice(2, 4)).toEqual([
      'Today: 1 time, 19 left',
      'Cheers: today 1 time · this month 1 time',
    ]);
    expect((await ask('cost', { locale: 'ja' })).slice(2, 4)).toEqual([
      '今日: 1回使い、残りは19回です',
      '応援: 今日 1回・今月 1回',
    ]);
  });

  it('has little to say without a model', async () => {
    const { ask } = await setUp({ model: false });
    const off = ['지금은 모델 없이 미리 써 둔 응원만 해서 비용이 들지 않아요.'];
    expect(await ask('cost')).toEqual(off);
    expect(await ask('admin cost', { manager: true })).toEqual(off);
  });
});

describe('/admin cost', () => {
  it('tells managers what was spent, on what, and what is left', async () => {
    const { payer, ask } = await setUp();
    for (let i = 0; i < 4; i++) await spend(payer, 'cheer', 22_000, 2_500);
    await spend({ ...payer, member: null }, 'nudge', 2_000, 700);
    expect(await ask('admin cost', { manager: true })).toEqual([
      '💰 응원에 든 비용',
      '오늘: ▰▰▱▱▱▱▱▱▱▱ 18% · $0.09 / $0.50 · $0.41 남음',
      '이번 달: ▱▱▱▱▱▱▱▱▱▱ 1% · $0.09 / $5.00 · $4.91 남음',
      '응원: 오늘 $0.088 (4번) · 이번 달 $0.088 (4번, 10,000토큰)',
      '알림 문장: 오늘 $0.002 (1번) · 이번 달 $0.002 (1번, 700토큰)',
      '우리 한도: 하루 $0.50 · 한 달 $5.00',
      '운영자가 정한 최대: 하루 $0.50 · 한 달 $5.00 · 멤버마다 하루 20번',
    ]);
  });

  it('is for managers', async () => {
    const { ask } = await setUp();
    expect((await ask('admin cost'))[0]).toMatch(/관리자/);
  });

  it('says what it means when the budget is nearly gone, and gone', async () => {
    const { payer, ask } = await setUp();
    await spend(payer, 'cheer', 400_000);
    expect((await ask('admin cost', { manager: true }))[1]).toMatch(/사진을 보지 않고/);
    await spend(payer, 'cheer', 100_000);
    expect((await ask('admin cost', { manager: true }))[1]).toMatch(/오늘 예산을 다 써서.*UTC 00:00에 다시/);
    expect((await ask('cost'))[1]).toMatch(/오늘 예산을 다 써서/);
  });

  it('sets caps below the operator’s, and gives them back', async () => {
    const { payer, ask } = await setUp();
    const caps = async (options: Record<string, string>) =>
      (await ask('admin cost', { manager: true, options })).find((line) => line.startsWith('우리 한도'));
    expect(await caps({ day: '0.30', month: '$3' })).toBe('우리 한도: 하루 $0.30 · 한 달 $3.00');
    expect(await caps({ day: '-' })).toBe('우리 한도: 하루 $0.50 · 한 달 $3.00');
    expect(await caps({ month: '0' })).toBe('우리 한도: 하루 $0.50 · 한 달 $0');
    const budget = ledger.storage.budget(limits);
    const call = { payer, purpose: 'cheer', model: 'm', most: 10, photo: false } as const;
    expect(await budget.reserve(call)).toEqual({ refused: 'month' });
    expect(await caps({ month: '－' })).toBe('우리 한도: 하루 $0.50 · 한 달 $5.00');
    expect(await budget.reserve(call)).toHaveProperty('id');
  });

  test.each([
    [{ day: '0.51' }, /운영자가 정한 최대는 \$0\.50예요/],
    [{ month: '6' }, /최대는 \$5\.00예요/],
    [{ day: '많이' }, /읽을 수 없는 값이에요: 많이\./],
    [{ day: '-1' }, /읽을 수 없는 값이에요/],
    [{ day: '1e9' }, /읽을 수 없는 값이에요/],
  ] as const)('refuses %j, and changes nothing', async (options, why) => {
    const { ask } = await setUp();
    expect((await ask('admin cost', { manager: true, options: { month: '1', ...options } }))[0]).toMatch(why);
    expect((await ask('admin cost', { manager: true })).at(-2)).toBe('우리 한도: 하루 $0.50 · 한 달 $5.00');
  });
});

test.each([
  [0, '$0'],
  [50, '<$0.0001'],
  [400, '$0.0004'],
  [9_999, '$0.01'],
  [15_430, '$0.015'],
  [20_000, '$0.02'],
  [99_990, '$0.10'],
  [2_000, '$0.002'],
  [410_000, '$0.41'],
  [12_300_000, '$12.30'],
])('%i millionths are %s', (micros, text) => {
  expect(dollars(micros)).toBe(text);
});
