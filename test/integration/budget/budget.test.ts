import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { proofs } from '../../../eval/proofs/index.ts';
import { createLanguageModel } from '../../../src/adapters/openai/index.ts';
import { createWithMoreRoom } from '../../../src/core/asking/with-more-room.ts';
import type { Limits } from '../../../src/core/budget/budget.ts';
import { createBudgeted } from '../../../src/core/budget/budgeted.ts';
import { costOf, mostItCosts } from '../../../src/core/budget/price.ts';
import { aboutTokens } from '../../../src/core/budget/tokens.ts';
import { damjji } from '../../../src/core/characters/damjji/index.ts';
import { normaliseProof } from '../../../src/core/cheer/normalise.ts';
import { buildPrompt, currentPrompt, promptFacts } from '../../../src/core/cheer/prompts/index.ts';
import type { LanguageModel, ModelPayer, ModelQuestion } from '../../../src/core/language-model.ts';
import { knownPrices, pictureTokens } from '../../../src/model-prices.ts';
import { type Fault, type FaultyModel, startFaultyModel } from '../../fakes/model/index.ts';
import { openLedger } from './ledger.ts';

let ledger: Awaited<ReturnType<typeof openLedger>>;
let server: FaultyModel;
beforeAll(async () => {
  [ledger, server] = await Promise.all([openLedger(), startFaultyModel()]);
});
afterAll(async () => {
  await Promise.all([ledger.close(), server.close()]);
});
beforeEach(() => server.reset());

const price = { input: 1, cached: 0.1, written: 1, output: 5 };
const wide: Limits = { day: 1_000_000, month: 1_000_000, memberCalls: 1_000 };
const photo = new Uint8Array([0xff, 0xd8, 0xff]);
const soon = () => AbortSignal.timeout(10_000);

function setUp(limits: Partial<Limits> = {}) {
  const events: string[] = [];
  const log = {
    info: (event: string, fields: object = {}) => void events.push(`${event} ${JSON.stringify(fields)}`),
    warn: (event: string) => void events.push(event),
    error: () => undefined,
  };
  const budget = ledger.storage.budget({ ...wide, ...limits });
  const reached = createLanguageModel({
    ...{ apiKey: 'key', baseURL: server.baseURL, model: 'm', api: 'chat', json: 'strict', vision: true },
    log,
  });
  const model = createWithMoreRoom(createBudgeted(reached, { budget, price, name: 'm', log }));
  return { model, budget, events };
}

const question = (
  payer: ModelPayer,
  change: Partial<ModelQuestion<unknown>> = {},
): ModelQuestion<unknown> => ({
  purpose: 'cheer',
  payer,
  system: 'Two lines.',
  user: '인증 12일째',
  photo: null,
  shape: 'cheer',
  schema: currentPrompt.schema,
  maxTokens: 400,
  cacheKey: 'k',
  ...change,
});
const most = mostItCosts(question({} as ModelPayer), price);
const ask = (model: LanguageModel, payer: ModelPayer, change?: Partial<ModelQuestion<unknown>>) =>
  model.ask(question(payer, change), soon());
const gone = { kind: 'unavailable', reason: 'budget', retryAfterMs: null, fatal: true };

describe('a call', () => {
  it('holds back the most it can cost, and pays what it came to', async () => {
    const payer = await ledger.payer();
    server.uses({ input: 1_000, cached: 600, output: 50 });
    const { model } = setUp();
    server.thinksFor(150);
    const answering = ask(model, payer);
    await server.until(() => server.requests.length === 1);
    expect(await ledger.standing(payer)).toEqual({ reserved: most, spent: 0 });
    await answering;
    // 400 at 1, 600 at 0.1, 50 at 5.
    expect(await ledger.standing(payer)).toEqual({ reserved: 0, spent: 710 });
    expect(await ledger.calls(payer)).toEqual([
      { purpose: 'cheer', reserved: most, spent: 710, tokens_in: 1_000 },
    ]);
  });

  const ends: readonly (readonly [Fault, 'nothing' | 'told' | 'all'])[] = [
    ['good', 'told'],
    ['refusal', 'told'],
    ['badJson', 'told'],
    ['wrongShape', 'told'],
    ['rateLimit', 'nothing'],
    ['billing', 'nothing'],
    ['serverError', 'nothing'],
    ['unauthorized', 'nothing'],
    ['contentFilter', 'nothing'],
    ['silent', 'all'],
    ['stall', 'all'],
    ['earlyClose', 'all'],
    ['drop', 'all'],
    ['html', 'all'],
  ];
  test.each(ends)('that ends in %s costs %s', async (fault, what) => {
    const payer = await ledger.payer();
    server.uses({ input: 100, cached: 0, output: 10 });
    server.next(fault);
    await setUp().model.ask(question(payer), AbortSignal.timeout(400));
    const spent = { nothing: 0, told: 150, all: most }[what];
    expect(await ledger.standing(payer)).toEqual({ reserved: 0, spent });
    expect(await ledger.calls(payer)).toHaveLength(what === 'nothing' ? 0 : 1);
  });

  it('pays for both tries of an answer that had no room', async () => {
    const payer = await ledger.payer();
    server.uses({ input: 100, cached: 0, output: 10 });
    server.next('incomplete', 'good');
    await ask(setUp().model, payer);
    expect(await ledger.standing(payer)).toEqual({ reserved: 0, spent: 300 });
    // Each is held back by itself: the second, with twice the room, when it is made.
    const second = mostItCosts(question(payer, { maxTokens: 800 }), price);
    const held = (await ledger.calls(payer)).map(({ reserved }) => Number(reserved));
    expect(held.toSorted((a, b) => a - b)).toEqual([most, second]);
    server.next('incomplete', 'serverError');
    await ask(setUp().model, payer);
    expect(await ledger.standing(payer)).toEqual({ reserved: 0, spent: 450 });
  });

  it('is paid at what was reserved when the server tells of more tokens than there can be', async () => {
    const payer = await ledger.payer();
    server.uses({ input: 3_000_000_000, cached: 0, output: 10 });
    expect((await ask(setUp().model, payer)).kind).toBe('answer');
    expect(await ledger.standing(payer)).toEqual({ reserved: 0, spent: most });
  });

  it('of nobody’s is nobody’s cost', async () => {
    const { model } = setUp({ day: 0, month: 0 });
    expect((await model.ask(question({} as ModelPayer, { payer: null }), soon())).kind).toBe('answer');
  });

  it('is not made when the ledger cannot be asked', async () => {
    const { model, events } = setUp();
    const nobody = { workspace: 'no uuid' as never, member: null };
    expect(await ask(model, nobody)).toEqual({ ...gone, reason: 'ledger', fatal: false });
    expect(server.requests).toHaveLength(0);
    expect(events).toContain('budget.unheard');
  });
});

test('what is held back for a cheer covers the dearest it can be, and little more', () => {
  const luna = knownPrices['gpt-6-luna']!;
  const maxTokens = 400;
  for (const { locale, title, text, day, memories = [] } of proofs.filter(({ kind }) => kind !== 'long')) {
    for (const hasPhoto of [false, true]) {
      const built = buildPrompt(
        {
          ...{
            character: damjji,
            locale,
            tone: 'warm',
            situation: 'usual',
            angle: 'detail',
            title,
            memories,
          },
          ...{ text: normaliseProof(text), facts: promptFacts(locale, { daysDone: day }), hasPhoto },
          ...{ recent: [], repair: null, nonce: '01234567-89ab-cdef-0123-456789abcdef' },
        },
        currentPrompt,
      );
      // The schema and the roles of a cheer are 180 tokens; a picture of 512 px is 308.
      const tokens = aboutTokens(built.system) + aboutTokens(built.user) + 180 + (hasPhoto ? 308 : 0);
      const dearest = costOf({ input: tokens, cached: 0, written: tokens, output: maxTokens }, luna);
      const held = mostItCosts({ ...built, photo: hasPhoto ? photo : null, maxTokens }, luna);
      expect(held / dearest, title).toBeGreaterThan(1.1);
      expect(held / dearest, title).toBeLessThan(1.5);
    }
  }
});

test('a picture is counted as its model is known to take it, else as the most that others take', () => {
  const held = (picture?: number) =>
    mostItCosts(question({} as ModelPayer, { photo }), { ...price, ...(picture ? { picture } : {}) }) - most;
  expect(held(pictureTokens('gpt-6-luna')!)).toBe(308);
  expect(held(pictureTokens('gpt-4o-mini')!)).toBe(8_500);
  expect(pictureTokens('somebody-else')).toBeNull();
  expect(held()).toBe(1_000);
});

describe('the caps', () => {
  test('hold while fifty cheers are written at once', async () => {
    const payer = await ledger.payer();
    const cap = 10 * most + 5;
    const { model } = setUp({ day: cap });
    // As dear as an answer can be, so that what is reserved is what is spent.
    server.uses({ input: most, cached: 0, output: 0 });
    server.thinksFor(30);
    const highest: number[] = [];
    const looking = setInterval(
      () => void ledger.standing(payer).then(({ reserved, spent }) => highest.push(reserved + spent)),
      5,
    );
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(model, payer)));
    clearInterval(looking);
    expect(answers.filter(({ kind }) => kind === 'answer')).toHaveLength(10);
    expect(answers.filter(({ kind }) => kind !== 'answer')).toEqual(Array(40).fill(gone));
    expect(server.requests).toHaveLength(10);
    expect(Math.max(...highest)).toBeLessThanOrEqual(cap);
    expect(await ledger.standing(payer)).toEqual({ reserved: 0, spent: 10 * most });
  });

  test('hold for calls that cost less than was held back: what is freed is used again', async () => {
    const payer = await ledger.payer();
    const { model } = setUp({ day: 3 * most });
    server.uses({ input: 100, cached: 0, output: 0 });
    let answered = 0;
    for (let round = 0; round < 10; round++) {
      const answers = await Promise.all(Array.from({ length: 5 }, () => ask(model, payer)));
      answered += answers.filter(({ kind }) => kind === 'answer').length;
    }
    const { reserved, spent } = await ledger.standing(payer);
    expect(reserved).toBe(0);
    expect(spent).toBe(answered * 100);
    expect(answered).toBeGreaterThan(20);
  });

  test('are each workspace’s own', async () => {
    const [one, other] = [await ledger.payer(), await ledger.payer()];
    const { model } = setUp({ day: most });
    server.uses({ input: most, cached: 0, output: 0 });
    expect((await ask(model, one)).kind).toBe('answer');
    expect(await ask(model, one)).toEqual(gone);
    expect((await ask(model, other)).kind).toBe('answer');
  });

  test('are the lower of the workspace’s and the operator’s', async () => {
    const [low, high] = [await ledger.payer({ day: 0 }), await ledger.payer({ day: 100 * most })];
    const { model } = setUp({ day: most });
    server.uses({ input: most, cached: 0, output: 0 });
    expect(await ask(model, low)).toEqual(gone);
    expect((await ask(model, high)).kind).toBe('answer');
    expect(await ask(model, high)).toEqual(gone);
  });

  test('begin anew with the day, and the month’s with the month', async () => {
    const payer = await ledger.payer();
    const { model } = setUp({ day: most, month: 2 * most });
    server.uses({ input: most, cached: 0, output: 0 });
    const kinds: string[] = [];
    for (const day of [20, 20, 21, 22, 31]) {
      ledger.set(Date.UTC(2026, 9, day, 12));
      kinds.push((await ask(model, payer)).kind);
    }
    ledger.set(Date.UTC(2026, 10, 1, 0, 0, 1));
    kinds.push((await ask(model, payer)).kind);
    ledger.set(Date.UTC(2026, 10, 20, 12));
    expect(kinds).toEqual(['answer', 'unavailable', 'answer', 'unavailable', 'unavailable', 'answer']);
  });

  test('let pictures go at four fifths', async () => {
    const payer = await ledger.payer();
    const withPhoto = mostItCosts(question(payer, { photo }), price);
    const { model, events } = setUp({ day: 5 * withPhoto });
    server.uses({ input: withPhoto, cached: 0, output: 0 });
    for (let i = 0; i < 4; i++) expect((await ask(model, payer, { photo })).kind).toBe('answer');
    expect(await ask(model, payer, { photo })).toEqual({ kind: 'unusable', reason: 'photo', again: true });
    expect((await ask(model, payer)).kind).toBe('answer');
    expect(events.filter((event) => event.includes('"reason":"photo"'))).toHaveLength(1);
  });

  test('do not hold up what costs nothing', async () => {
    const payer = await ledger.payer();
    const free = { input: 0, cached: 0, written: 0, output: 0 };
    const { budget, events } = setUp({ day: 0, month: 0 });
    const log = {
      info: (event: string) => void events.push(event),
      warn: () => undefined,
      error: () => undefined,
    };
    const reached = createLanguageModel({
      ...{ apiKey: 'key', baseURL: server.baseURL, model: 'm', api: 'chat', json: 'strict', vision: true },
      log,
    });
    const model = createBudgeted(reached, { budget, price: free, name: 'own', log });
    expect((await ask(model, payer, { photo })).kind).toBe('answer');
  });
});

describe('a member', () => {
  it('is answered so many times a day; guarding and remembering do not count', async () => {
    const payer = await ledger.payer();
    const { model } = setUp({ memberCalls: 3 });
    for (const purpose of ['guard', 'embed', 'cheer', 'talk', 'guard', 'cheer'] as const)
      expect((await ask(model, payer, { purpose })).kind).toBe('answer');
    expect(await ask(model, payer)).toEqual({ ...gone, reason: 'memberLimit' });
    expect((await ask(model, payer, { purpose: 'guard' })).kind).toBe('answer');
    const other = { ...payer, member: null };
    expect((await ask(model, other, { purpose: 'nudge' })).kind).toBe('answer');
    ledger.set(Date.UTC(2026, 10, 21, 12));
    expect((await ask(model, payer)).kind).toBe('answer');
    ledger.set(Date.UTC(2026, 10, 20, 12));
  });

  it('gets no more of twenty at once than there are left', async () => {
    const payer = await ledger.payer();
    const { model } = setUp({ memberCalls: 7 });
    server.thinksFor(20);
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(model, payer)));
    expect(answers.filter(({ kind }) => kind === 'answer')).toHaveLength(7);
  });
});

describe('a call that died', () => {
  it('counts at what was held back, and is closed at that after a day', async () => {
    const payer = await ledger.payer();
    const { budget } = setUp();
    const call = { payer, purpose: 'cheer', model: 'm', most: 500, photo: false } as const;
    const died = await budget.reserve(call);
    expect(await budget.sweep()).toBe(0);
    expect(await ledger.standing(payer)).toEqual({ reserved: 500, spent: 0 });
    ledger.set(Date.UTC(2026, 10, 21, 12, 0, 1));
    expect(await budget.sweep()).toBe(1);
    expect(await ledger.standing(payer)).toEqual({ reserved: 0, spent: 500 });
    // Whoever comes back from the dead changes nothing.
    if ('id' in died) {
      await budget.settle(died.id, 1, null);
      await budget.release(died.id);
    }
    expect(await ledger.standing(payer)).toEqual({ reserved: 0, spent: 500 });
    expect(await budget.sweep()).toBe(0);
    ledger.set(Date.UTC(2026, 10, 20, 12));
  });

  it('is settled once, however often that is said', async () => {
    const payer = await ledger.payer();
    const { budget } = setUp();
    const call = { payer, purpose: 'cheer', model: 'm', most: 500, photo: false } as const;
    const made = await budget.reserve(call);
    if (!('id' in made)) throw new Error('refused');
    await Promise.all([1, 2, 3].map(() => budget.settle(made.id, 20, null)));
    expect(await ledger.standing(payer)).toEqual({ reserved: 0, spent: 20 });
  });
});

test('a price is dollars per million tokens', () => {
  const luna = { input: 0.1, cached: 0.01, written: 0.125, output: 0.5 };
  const usage = { input: 2_581, cached: 1_900, output: 130 };
  // 681 · 0.10 + 1,900 · 0.01 + 130 · 0.50 millionths, rounded up.
  expect(costOf(usage, luna)).toBe(153);
  expect(costOf({ input: 0, cached: 0, output: 0 }, luna)).toBe(0);
  expect(costOf({ input: 1_000, cached: 0, written: 1_000, output: 0 }, luna)).toBe(125);
});
