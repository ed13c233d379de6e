import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { createLimiter, type Leave } from '../../../src/adapters/openai/limiter.ts';
import { createWithAlternate } from '../../../src/core/asking/alternate.ts';
import { type FaultyModel, startFaultyModel } from '../../fakes/model/index.ts';
import { patient, questionWith, request, setUp } from './harness.ts';

let model: FaultyModel;
let second: FaultyModel;
beforeAll(async () => {
  [model, second] = await Promise.all([startFaultyModel(), startFaultyModel()]);
});
afterAll(async () => {
  await Promise.all([model.close(), second.close()]);
});
beforeEach(() => {
  model.reset();
  second.reset();
});

const never = new AbortController().signal;

async function enter(limiter: ReturnType<typeof createLimiter>, count: number): Promise<Leave[]> {
  const entered = await Promise.all(Array.from({ length: count }, () => limiter.enter(never)));
  return entered.filter((leave) => leave !== null);
}

describe('how many at once', () => {
  it('is halved by a busy server, once for all that were under way together', async () => {
    const limiter = createLimiter();
    const calls = await enter(limiter, 40);
    for (const leave of calls.slice(0, 10)) leave('busy');
    expect(limiter.state()).toEqual({ underWay: 30, waiting: 0, limit: 20 });
    for (const leave of calls.slice(10)) leave('unclear');
    const [again] = await enter(limiter, 8);
    again?.('busy');
    expect(limiter.state().limit).toBe(4);
  });

  it('grows back by one for each full round of answers, and never below one', async () => {
    const limiter = createLimiter();
    for (let i = 0; i < 12; i++) (await enter(limiter, 1))[0]?.('busy');
    expect(limiter.state().limit).toBe(1);
    for (const [round, limit] of [1, 2, 3, 4].entries()) {
      expect(limiter.state().limit, `round ${round}`).toBe(limit);
      for (const leave of await enter(limiter, limit)) leave('answered');
      // A round at a limit that is no whole number falls a little short.
      (await enter(limiter, 1))[0]?.('answered');
    }
  });

  it('has the others wait in turn, and lets go of whoever gives up', async () => {
    const limiter = createLimiter();
    for (let i = 0; i < 12; i++) (await enter(limiter, 1))[0]?.('busy');
    const [first] = await enter(limiter, 1);
    const order: string[] = [];
    const impatient = new AbortController();
    const entered = async (name: string, signal: AbortSignal) => {
      const leave = await limiter.enter(signal);
      order.push(name);
      return leave;
    };
    const waiting = [entered('second', never), entered('gone', impatient.signal), entered('third', never)];
    expect(limiter.state()).toEqual({ underWay: 1, waiting: 3, limit: 1 });
    impatient.abort();
    expect(await waiting[1]).toBeNull();
    first?.('unclear');
    (await waiting[0])?.('unclear');
    (await waiting[2])?.('unclear');
    expect(order).toEqual(['gone', 'second', 'third']);
    expect(limiter.state()).toMatchObject({ underWay: 0, waiting: 0 });
    expect(await limiter.enter(impatient.signal)).toBeNull();
  });

  it('turns callers away when too many wait', async () => {
    const limiter = createLimiter();
    for (let i = 0; i < 12; i++) (await enter(limiter, 1))[0]?.('busy');
    await enter(limiter, 1);
    for (let i = 0; i < 2_000; i++) void limiter.enter(never);
    expect(await limiter.enter(never)).toBeNull();
  });

  it('frees a place once, whatever is said twice', async () => {
    const limiter = createLimiter();
    const [leave] = await enter(limiter, 2);
    leave?.('answered');
    leave?.('answered');
    expect(limiter.state().underWay).toBe(1);
  });
});

describe('at a busy server', () => {
  it('sixty cheers at once become fewer at once, and all are told the truth', async () => {
    const { generator, model: asked } = setUp({ baseURL: model.baseURL });
    model.retryAfter('0');
    model.thinksFor(20);
    model.next('rateLimit');
    const cheers = await Promise.all(
      Array.from({ length: 60 }, () => generator.generate(request, patient())),
    );
    expect(cheers.filter(({ kind }) => kind === 'answer')).toHaveLength(59);
    expect(asked.state().limit).toBeLessThan(60);
    expect(asked.state().underWay).toBe(0);
  });

  it('only that model at that endpoint is asked less: neither another model nor another server', async () => {
    const there = setUp({ baseURL: model.baseURL, model: 'one' });
    const others = [
      setUp({ baseURL: model.baseURL, model: 'other' }),
      setUp({ baseURL: second.baseURL, model: 'one' }),
    ];
    model.retryAfter('0');
    model.next('rateLimit');
    await there.model.ask(questionWith(null), patient());
    expect(there.model.state().limit).toBe(1);
    for (const { model: other } of others) expect(other.state().limit).toBe(1_000);
    expect([there, ...others].map(({ model: { endpoint } }) => endpoint)).toEqual([
      new URL(model.baseURL).host,
      new URL(model.baseURL).host,
      new URL(second.baseURL).host,
    ]);
  });

  it('a call that waits for its turn still keeps to its time', async () => {
    const { model: asked } = setUp({ baseURL: model.baseURL });
    model.retryAfter('0');
    for (let i = 0; i < 12; i++) {
      model.next('rateLimit');
      await asked.ask(questionWith(null), patient());
    }
    expect(asked.state().limit).toBe(1);
    model.next('silent');
    const seen = model.requests.length;
    const first = asked.ask(questionWith(null), AbortSignal.timeout(400));
    await model.until(() => model.requests.length === seen + 1);
    expect(await asked.ask(questionWith(null), AbortSignal.timeout(100))).toEqual({
      ...{ kind: 'unavailable', reason: 'timeout', retryAfterMs: null, fatal: false },
    });
    // It was never sent, so it cost nothing; the one before it may have.
    expect(await first).toMatchObject({ reason: 'timeout', usage: null });
    expect(model.requests.length).toBe(seen + 1);
  });
});

test('fifty cheers at once against every fault in turn: each is a value, nothing stays behind', async () => {
  const { generator, model: asked, clock } = setUp({ baseURL: model.baseURL });
  const faults = [
    'good',
    'serverError',
    'drop',
    'badJson',
    'refusal',
    'earlyClose',
    'reset',
    'html',
  ] as const;
  const outcomes = new Set<string>();
  for (const fault of faults) {
    model.always(fault);
    clock.now += 1_000_000;
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => generator.generate(request, patient())),
    );
    for (const answer of answers) outcomes.add(answer.kind === 'answer' ? 'answer' : answer.reason);
    expect(asked.state()).toMatchObject({ underWay: 0, waiting: 0 });
  }
  expect([...outcomes].sort()).toEqual(
    ['answer', 'badJson', 'breaker', 'connection', 'garbled', 'refusal', 'status500'].sort(),
  );
});

test('an answer that never ends is cut off, and the socket freed', async () => {
  model.next('endless');
  const { model: asked } = setUp({ baseURL: model.baseURL });
  const before = process.memoryUsage.rss();
  expect(await asked.ask(questionWith(null), patient())).toMatchObject({
    kind: 'unavailable',
    reason: 'garbled',
  });
  await model.until(() => model.abandoned === 1);
  expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 * 1024);
});

describe('the alternate', () => {
  const both = () => {
    const one = setUp({ baseURL: model.baseURL });
    const other = setUp({ baseURL: second.baseURL, model: 'other-model' });
    return { asked: createWithAlternate(one.model, other.model), clock: one.clock };
  };
  const ask = (asked: ReturnType<typeof createWithAlternate>) => asked.ask(questionWith(null), patient());

  it('answers while the first is left alone, and no longer', async () => {
    const { asked, clock } = both();
    model.always('serverError');
    for (let i = 0; i < 5; i++) expect(await ask(asked)).toMatchObject({ reason: 'status500' });
    expect(second.requests).toHaveLength(0);
    expect(await ask(asked)).toMatchObject({ kind: 'answer', model: 'other-model' });
    expect(model.requests).toHaveLength(5);
    model.always('good');
    clock.now += 30_000;
    expect(await ask(asked)).toMatchObject({ kind: 'answer', model: 'test-model' });
    expect(second.requests).toHaveLength(1);
  });

  it('answers at once when the first needs the operator', async () => {
    const { asked } = both();
    model.always('unauthorized');
    expect(await ask(asked)).toMatchObject({ kind: 'answer', model: 'other-model' });
    expect(await ask(asked)).toMatchObject({ kind: 'answer', model: 'other-model' });
    expect(model.requests).toHaveLength(1);
  });

  it('has no second word on what the first said', async () => {
    const { asked } = both();
    model.next('refusal', 'badJson', 'serverError');
    for (const reason of ['refusal', 'badJson', 'status500'])
      expect(await ask(asked)).toMatchObject({ reason });
    expect(second.requests).toHaveLength(0);
  });

  it('that only the operator can mend does not make the first one’s rest look like the end', async () => {
    const { asked } = both();
    model.always('serverError');
    second.always('unauthorized');
    for (let i = 0; i < 5; i++) await ask(asked);
    expect(await ask(asked)).toEqual({
      kind: 'unavailable',
      reason: 'breaker',
      retryAfterMs: 30_000,
      fatal: false,
    });
  });

  it('is down too when both are', async () => {
    const { asked } = both();
    model.always('unauthorized');
    second.always('billing');
    expect(await ask(asked)).toMatchObject({ reason: 'billing', fatal: true });
    expect(await ask(asked)).toMatchObject({ reason: 'breaker', fatal: true });
  });
});
