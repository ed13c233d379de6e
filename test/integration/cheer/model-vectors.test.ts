import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createEmbedder } from '../../../src/adapters/openai/index.ts';
import { createBudgetedEmbedder } from '../../../src/core/budget/budgeted-embedder.ts';
import { createRecall } from '../../../src/core/memory/recall.ts';
import { createRemember, createRememberOlder } from '../../../src/core/memory/remember.ts';
import type { ProofId } from '../../../src/core/model/ids.ts';
import { quietLog } from '../../support/quiet.ts';
import { type Desk, openDesk } from './desk.ts';

/** Vectors of a model, by the true client: what is about the same place lies close, whatever its words. */
const noon = Date.parse('2026-11-20T12:00:00+09:00');
const day = 86_400_000;
const mock = new LLMock({ port: 0, strict: true });
let desk: Desk;
beforeAll(async () => {
  await mock.start();
  desk = await openDesk(noon - 5 * day, () => ({ kind: 'unusable', reason: 'refusal', again: false }));
  await desk.challenge();
});
afterAll(async () => {
  await desk.stop();
  await mock.stop();
});
beforeEach(() => {
  mock.clearFixtures();
  mock.clearRequests();
});

const towards = (place: number) => Array.from({ length: 256 }, (_, at) => (at === place ? 1 : 0.01));
const speaks = () => {
  mock.onEmbedding(/강|川|river/, { embedding: towards(3) });
  mock.onEmbedding(/책|소설/, { embedding: towards(9) });
};

test('are kept, compared with their like alone, paid for, and made later when the model is away', async () => {
  const { storage } = desk;
  const reached = { apiKey: 'key', baseURL: `${mock.url}/v1`, model: 'vectors', log: quietLog };
  const embedder = createBudgetedEmbedder(createEmbedder(reached), {
    budget: storage.budget({ day: 1_000_000, month: 1_000_000, memberCalls: 1 }),
    price: { input: 20, cached: 20, written: 20, output: 0 },
    name: 'vectors',
    log: quietLog,
  });
  const remembering = { ...desk.remembering, embedder };
  const remember = createRemember(remembering);

  speaks();
  for (const [n, text] of ['川沿いを走った', '소설책 30쪽', 'along the river'].entries()) {
    desk.set(noon - (5 - n) * day);
    await desk.post('나래', text);
    await desk.work<{ proof: ProofId }>('cheer', ({ proof }) => desk.writeCheer(proof));
    if (n === 2) mock.clearFixtures();
    await desk.work<{ proof: ProofId }>('remember', ({ proof }) => remember(proof));
  }
  const kept = () => storage.db.memory.findMany({ orderBy: { at: 'asc' } });
  expect((await kept()).map(({ embedder: by, vector }) => [by, vector.length])).toEqual([
    ['vectors:256', 256],
    ['vectors:256', 256],
  ]);

  speaks();
  await createRememberOlder(remembering)();
  expect(await kept()).toHaveLength(3);

  desk.set(noon);
  const { id } = await storage.db.member.findFirstOrThrow();
  const { id: challenge } = await storage.db.challenge.findFirstOrThrow();
  const { id: workspace } = await storage.db.workspace.findFirstOrThrow();
  const now = {
    ...{ member: id as never, challenge: challenge as never, text: '오늘은 강변을 걸었어요', at: noon },
    payer: { workspace: workspace as never, member: id as never },
  };
  const recall = createRecall({ memories: storage.memories, embedder });
  const found = await recall(now, AbortSignal.timeout(2_000));
  expect(found.map(({ text }) => text).sort()).toEqual(['along the river', '川沿いを走った']);
  // Made of letters, the same words are compared with nothing of the model's.
  expect(await desk.deps.recall!(now, AbortSignal.timeout(2_000))).toEqual([]);
  expect(await storage.db.modelCall.count({ where: { purpose: 'embed' } })).toBeGreaterThanOrEqual(4);

  mock.clearFixtures();
  expect(await recall(now, AbortSignal.timeout(2_000))).toEqual([]);
});
