import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createEmbedder } from '../../../src/adapters/openai/index.ts';
import { createMeasuredEmbedder, type MeasuredCall } from '../../../src/core/asking/measured.ts';
import type { Budget } from '../../../src/core/budget/budget.ts';
import { createBudgetedEmbedder } from '../../../src/core/budget/budgeted-embedder.ts';
import type { Log } from '../../../src/core/ports.ts';
import { type FaultyModel, startFaultyModel } from '../../fakes/model/index.ts';
import { quietLog } from '../../support/quiet.ts';
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

const log = quietLog;
const price = { input: 2, cached: 2, written: 2, output: 0 };

function setUp(day: number, around: Partial<Budget> = {}, into: Log = log) {
  const calls: MeasuredCall[] = [];
  const budget = { ...ledger.storage.budget({ day, month: day, memberCalls: 0 }), ...around };
  const reached = createEmbedder({ apiKey: 'key', baseURL: server.baseURL, model: 'vectors', log });
  const counted = createMeasuredEmbedder(reached, {
    name: 'vectors',
    price,
    meter: (call) => calls.push(call),
  });
  return { embedder: createBudgetedEmbedder(counted, { budget, price, name: 'vectors', log: into }), calls };
}
const soon = () => AbortSignal.timeout(30_000);

it('is paid for by its payer, and none of the calls a member has', async () => {
  const payer = await ledger.payer();
  const { embedder, calls } = setUp(1_000);
  expect(await embedder.embed(['하나', '둘'], payer, soon())).toHaveLength(2);
  // Seven tokens a text, at two millionths each.
  expect(await ledger.standing(payer)).toEqual({ reserved: 0, spent: 28 });
  expect(calls).toEqual([{ model: 'vectors', purpose: 'embed', outcome: 'answer', reason: null, spent: 28 }]);
});

it('gives nothing when the budget is gone, and nobody is asked', async () => {
  const payer = await ledger.payer();
  const { embedder, calls } = setUp(5);
  expect(await embedder.embed(['한강에서 5km 달렸다'], payer, soon())).toBeNull();
  expect(server.requests).toHaveLength(0);
  expect(calls).toEqual([]);
});

it('costs what was reserved when nobody knows what it came to', async () => {
  const payer = await ledger.payer();
  const { embedder } = setUp(1_000);
  server.next('earlyClose');
  expect(await embedder.embed(['하나'], payer, soon())).toBeNull();
  // Six bytes, at most a token each.
  expect(await ledger.standing(payer)).toEqual({ reserved: 0, spent: 12 });
});

it('costs nothing when it fails, and never throws', async () => {
  const payer = await ledger.payer();
  const { embedder, calls } = setUp(1_000);
  server.next('serverError');
  expect(await embedder.embed(['하나'], payer, soon())).toBeNull();
  expect(await ledger.standing(payer)).toEqual({ reserved: 0, spent: 0 });
  expect(calls).toMatchObject([{ outcome: 'unavailable' }]);
  const nobody = { workspace: 'no uuid' as never, member: null };
  expect(await embedder.embed(['하나'], nobody, soon())).toBeNull();
});

it('gives what was paid for although it could not be settled, and it stays reserved', async () => {
  const payer = await ledger.payer();
  const warned: string[] = [];
  const settle = () => Promise.reject(new Error('the database is away'));
  const { embedder } = setUp(1_000, { settle }, { ...log, warn: (event) => warned.push(event) });
  expect(await embedder.embed(['하나'], payer, soon())).toHaveLength(1);
  expect(await ledger.standing(payer)).toEqual({ reserved: 12, spent: 0 });
  expect(warned).toEqual(['budget.unsettled']);
});
