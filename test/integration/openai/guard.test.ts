import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDecider } from '../../../src/adapters/openai/decider.ts';
import { createModerator } from '../../../src/adapters/openai/moderation.ts';
import type { MeasuredCall } from '../../../src/core/asking/measured.ts';
import type { Budget, PlannedCall } from '../../../src/core/budget/budget.ts';
import { createBudgetedDecider } from '../../../src/core/care/budgeted-decider.ts';
import { createGuard, type GuardDeps } from '../../../src/core/care/create-guard.ts';
import type { MemberId, WorkspaceId } from '../../../src/core/model/ids.ts';
import { createModels } from '../../../src/models.ts';
import { type FakeModeration, startFakeModeration } from '../../fakes/moderation/index.ts';
import { modelAlone } from '../../support/settings.ts';

let server: FakeModeration;
const lines: string[] = [];
const write = (event: string, fields: object = {}) => void lines.push(JSON.stringify({ event, ...fields }));
const log = { info: write, warn: write, error: write };
const photo = new Uint8Array([0xff, 0xd8, 0xff, 0xe0]);
const payer = { workspace: 'w' as WorkspaceId, member: 'm' as MemberId };

beforeAll(async () => {
  server = await startFakeModeration();
});
afterAll(() => server.close());
beforeEach(() => {
  server.reset();
  lines.length = 0;
});

function parts() {
  const access = { apiKey: 'key', baseURL: server.baseURL, log };
  return {
    moderator: createModerator(access),
    decider: createDecider({ ...access, model: 'gpt-6-luna' }),
  };
}
const look = (text: string, of: GuardDeps = parts(), withPhoto: Uint8Array | null = null, within = 5_000) =>
  createGuard(of).look({ text, locale: 'ko', photo: withPhoto, payer }, AbortSignal.timeout(within));

test('words and a picture are moderated and judged at the same time', async () => {
  expect(await look('오늘 5km 달렸어요', parts(), photo)).toEqual({ kind: 'fine', hard: false });
  expect(server.requests.map(({ path }) => path).sort()).toEqual(['/v1/decisions', '/v1/moderations']);
  const moderation = server.requests.find(({ path }) => path.endsWith('moderations'))!;
  expect(moderation.body).toMatchObject({ model: 'omni-moderation-latest' });
  expect(moderation.body.input).toMatchObject([
    { type: 'text', text: '오늘 5km 달렸어요' },
    { type: 'image_url' },
  ]);
});

test('what a strong sign tells is sent to nobody', async () => {
  expect(await look('죽고 싶어요')).toEqual({ kind: 'care', what: 'selfHarm' });
  expect(server.requests).toEqual([]);
});

test('a crisis no word gives away is found by either model', async () => {
  server.scores(() => ({ 'self-harm/intent': 0.41 }));
  expect(await look('돌멩이처럼 가라앉는 중이에요')).toEqual({ kind: 'care', what: 'selfHarm' });
  server.scores(() => ({}));
  server.likely(() => ({ abuse: 0.77 }));
  expect(await look('집에 들어가는 발소리가 무거워요')).toEqual({ kind: 'care', what: 'abuse' });
});

test('a picture of harm alone is enough', async () => {
  server.scores((_, hasPhoto): Record<string, number> => (hasPhoto ? { 'self-harm/intent': 0.8 } : {}));
  expect(await look('', parts(), photo)).toEqual({ kind: 'care', what: 'selfHarm' });
});

test('a saying does not weaken a model', async () => {
  server.scores(() => ({ 'self-harm/intent': 0.9 }));
  expect(await look('배고파 죽겠다')).toEqual({ kind: 'care', what: 'selfHarm' });
});

test('abuse of others is answered by a template', async () => {
  server.scores(() => ({ harassment: 0.97 }));
  expect(await look('누구 보라고 쓰는 글')).toMatchObject({ kind: 'noFreeText', why: 'flagged' });
});

test.each(['silent', 'serverError', 'garbled', 'noSuchRoute'] as const)(
  'a guard that is asked and %s leaves no free text',
  async (behaviour) => {
    server.always(behaviour);
    const begun = performance.now();
    expect(await look('오늘 5km', parts(), null, 200)).toMatchObject({ kind: 'noFreeText', hard: false });
    expect(performance.now() - begun).toBeLessThan(4_500);
    expect(await look('할머니가 돌아가셨어요', parts(), null, 200)).toMatchObject({
      kind: 'noFreeText',
      hard: true,
    });
  },
);

test('a picture the server will not take is left out', async () => {
  server.always('badImage');
  expect(await look('오늘 5km', parts(), photo)).toEqual({ kind: 'fine', hard: false });
});

test('a server that fails is left alone for a while', async () => {
  server.always('serverError');
  const of = parts();
  for (let tries = 0; tries < 12; tries++) await look('오늘 5km', { ...of, decider: null });
  expect(server.requests.length).toBeLessThan(12);
  expect(lines.join()).toContain('model.failing');
  expect(lines.join()).not.toContain('5km');
});

test('a declined statement says nothing', async () => {
  server.likely(() => ({ selfHarm: null, hard: 0.9 }));
  expect(await look('오늘은 조용히 지냈어요')).toEqual({ kind: 'fine', hard: true });
});

test('generated lines: a hit is no, and no answer is unknown', async () => {
  const guard = createGuard(parts());
  const may = () => guard.mayBeSaid(['한 줄이에요.', '두 줄이에요.'], AbortSignal.timeout(300));
  expect(await may()).toBe('yes');
  server.scores(() => ({ sexual: 0.9 }));
  expect(await may()).toBe('no');
  server.always('silent');
  expect(await may()).toBe('unknown');
});

test('judging is paid for as a guard; without budget the moderation is enough', async () => {
  const calls: PlannedCall[] = [];
  const settled: (number | null)[] = [];
  let refused: 'day' | 'photo' | null = null;
  const budget: Budget = {
    async reserve(call) {
      calls.push(call);
      return refused && (refused === 'day' || call.photo) ? { refused } : { id: `call-${calls.length}` };
    },
    async settle(_, spent) {
      settled.push(spent);
    },
    release: async () => undefined,
    sweep: async () => 0,
  };
  const price = { input: 0.1, cached: 0.01, written: 0.125, output: 0.5 };
  const { moderator, decider } = parts();
  const paid = createBudgetedDecider(decider, { budget, price, name: 'gpt-6-luna', log });
  await look('오늘 5km', { moderator, decider: paid });
  expect(calls).toMatchObject([{ purpose: 'guard', payer, photo: false }]);
  // 420 tokens at ten cents a million; answers are free.
  expect(settled).toEqual([42]);
  expect(calls[0]!.most).toBeGreaterThanOrEqual(42);
  refused = 'photo';
  await look('오늘 5km', { moderator, decider: paid }, photo);
  expect(calls.slice(1).map((call) => call.photo)).toEqual([true, false]);
  refused = 'day';
  expect(await look('오늘 5km', { moderator, decider: paid })).toEqual({ kind: 'fine', hard: false });
  const away = { ...budget, reserve: () => Promise.reject(new Error('the database is away')) };
  const unheard = createBudgetedDecider(decider, { budget: away, price, name: 'gpt-6-luna', log });
  expect(await unheard.decide({ text: '오늘 5km', photo: null }, payer, AbortSignal.timeout(5_000))).toEqual({
    kind: 'none',
    reason: 'ledger',
    used: false,
  });
});

test('each judgement is counted among the calls of models, with what it cost', async () => {
  const calls: MeasuredCall[] = [];
  const budget: Budget = {
    reserve: async () => ({ id: 'call-1' }),
    settle: async () => undefined,
    release: async () => undefined,
    sweep: async () => 0,
  };
  const price = { input: 0.1, cached: 0.01, written: 0.125, output: 0.5 };
  const { decider } = createModels(
    {
      ...{
        apiKey: 'key',
        baseURL: server.baseURL,
        model: 'cheers',
        api: 'chat',
        json: 'strict',
        vision: true,
      },
      ...{ ...modelAlone, price },
      guard: { moderation: false, decisions: { model: 'gpt-6-luna', price } },
    },
    { budget, meter: (call) => calls.push(call), watch: () => undefined, log },
  );
  await look('오늘 5km', { moderator: null, decider });
  server.always('silent');
  await look('오늘 6km', { moderator: null, decider }, null, 300);
  expect(calls).toEqual([
    { model: 'gpt-6-luna', purpose: 'guard', outcome: 'answer', reason: null, spent: 42 },
    { model: 'gpt-6-luna', purpose: 'guard', outcome: 'unavailable', reason: 'timeout', spent: 0 },
  ]);
});
