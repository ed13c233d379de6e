import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEmbedder } from '../../../src/adapters/openai/index.ts';
import { type FaultyModel, startFaultyModel } from '../../fakes/model/index.ts';
import { key, memoryLog, patient } from './harness.ts';

let model: FaultyModel;
beforeAll(async () => {
  model = await startFaultyModel();
});
afterAll(() => model.close());
beforeEach(() => model.reset());

function setUp() {
  const log = memoryLog();
  const clock = { now: 0 };
  const monotonic = () => clock.now;
  return {
    embedder: createEmbedder({ apiKey: key, baseURL: model.baseURL, model: 'vectors', log, monotonic }),
    log,
    clock,
  };
}

/** A vector that names its text by where it points. */
const pointing = (text: string) =>
  Array.from({ length: 256 }, (_, index) => (index === Number(text) ? 3 : 0));

describe('vectors', () => {
  it('come in the order of the texts, at unit length, and say what they used', async () => {
    model.vectorOf(pointing);
    const found = await setUp().embedder.embed(['7', '3', '200'], patient());
    expect(found.vectors?.map((vector) => vector.indexOf(1))).toEqual([7, 3, 200]);
    expect(found).toMatchObject({ usage: { input: 21, cached: 0, output: 0 } });
    expect(model.requests.at(-1)?.body).toEqual({
      model: 'vectors',
      input: ['7', '3', '200'],
      dimensions: 256,
      encoding_format: 'float',
    });
  });

  it('of many texts are asked for in several requests', async () => {
    model.vectorOf(pointing);
    const texts = Array.from({ length: 150 }, (_, index) => String(index));
    const found = await setUp().embedder.embed(texts, patient());
    expect(found.vectors?.map((vector) => String(vector.indexOf(1)))).toEqual(texts);
    expect(model.requests.map(({ body }) => (body.input as string[]).length)).toEqual([64, 64, 22]);
  });

  it('that are longer than asked for are cut to length', async () => {
    model.vectorOf(() => new Array<number>(1_536).fill(2));
    const found = await setUp().embedder.embed(['x'], patient());
    expect(found.vectors?.[0]).toHaveLength(256);
    expect(Math.hypot(...(found.vectors?.[0] ?? []))).toBeCloseTo(1, 5);
  });

  it.each([
    ['too short', () => [1, 2, 3]],
    ['nothing but zeros', () => new Array<number>(256).fill(0)],
  ])('that are %s are none', async (_what, vector) => {
    model.vectorOf(vector);
    expect((await setUp().embedder.embed(['x'], patient())).vectors).toBeNull();
  });

  it('of no texts are none, and nobody is asked', async () => {
    expect((await setUp().embedder.embed([], patient())).vectors).toEqual([]);
    expect(model.requests).toHaveLength(0);
  });
});

describe('a server that fails', () => {
  it.each([
    'serverError',
    'drop',
    'html',
    'rateLimit',
    'unauthorized',
    'earlyClose',
    'contentFilter',
  ] as const)('%s gives no vectors and throws nothing', async (fault) => {
    model.next(fault);
    expect((await setUp().embedder.embed(['x'], patient())).vectors).toBeNull();
  });

  it('is given up with the signal', async () => {
    model.next('silent');
    const found = await setUp().embedder.embed(['x'], AbortSignal.timeout(100));
    expect(found).toEqual({ vectors: null, used: true });
  });

  it('may charge for what it never finished, and for what came before a failure', async () => {
    model.next('serverError');
    expect(await setUp().embedder.embed(['x'], patient())).toEqual({ vectors: null, used: false });
    model.next('good', 'serverError');
    const many = Array.from({ length: 65 }, () => 'x');
    expect(await setUp().embedder.embed(many, patient())).toEqual({ vectors: null, used: true });
  });

  it('is left alone after five failures, and told of once', async () => {
    const { embedder, log, clock } = setUp();
    model.always('serverError');
    for (let i = 0; i < 8; i++) await embedder.embed(['x'], patient());
    expect(model.requests).toHaveLength(5);
    model.always('good');
    clock.now = 30_000;
    expect((await embedder.embed(['x'], patient())).vectors).not.toBeNull();
    expect(log.lines.map(({ event }) => event)).toEqual(['model.failing', 'model.back']);
  });
});
