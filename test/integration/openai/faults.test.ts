import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { CheerAnswer } from '../../../src/core/cheer/generator.ts';
import { type Fault, type FaultyModel, startFaultyModel } from '../../fakes/model/index.ts';
import { key, patient, questionWith, request, setUp } from './harness.ts';

let model: FaultyModel;
beforeAll(async () => {
  model = await startFaultyModel();
});
afterAll(() => model.close());

const down = (reason: string, retryAfterMs: number | null = null): CheerAnswer => ({
  kind: 'unavailable',
  reason,
  retryAfterMs,
  fatal: false,
});
const fatal = (reason: string): CheerAnswer => ({
  kind: 'unavailable',
  reason,
  retryAfterMs: null,
  fatal: true,
});
const unusable = (reason: string, again: boolean): CheerAnswer => ({ kind: 'unusable', reason, again });

const table: readonly (readonly [Fault, CheerAnswer])[] = [
  ['earlyClose', down('garbled')],
  ['drop', down('connection')],
  ['reset', down('connection')],
  ['rateLimit', down('rateLimited', 1_000)],
  ['billing', fatal('billing')],
  ['serverError', down('status500')],
  ['overloaded', down('status503', 1_000)],
  ['gatewayPage', down('status502')],
  ['html', down('garbled')],
  ['refusal', unusable('refusal', false)],
  ['contentFilter', unusable('refusal', false)],
  ['badJson', unusable('badJson', true)],
  ['wrongShape', unusable('wrongShape', true)],
  ['empty', unusable('empty', true)],
  ['unauthorized', fatal('unauthorized')],
  ['forbidden', fatal('forbidden')],
  ['noModel', fatal('noModel')],
  ['redirect', fatal('redirect')],
];

const photo = new Uint8Array([0xff, 0xd8, 0xff]);

describe.each(['responses', 'chat'] as const)('over %s', (api) => {
  const generatorOf = () => setUp({ baseURL: model.baseURL, api });

  test.each(table)('%s is a value, after one request', async (fault, outcome) => {
    const before = model.hits[fault];
    model.next(fault);
    const { generator } = generatorOf();
    expect(await generator.generate(request, patient())).toEqual(outcome);
    expect(model.hits[fault]).toBe(before + 1);
  });

  test.each(['silent', 'stall'] as const)('%s ends with the signal and frees the socket', async (fault) => {
    const { hits, abandoned } = { hits: model.hits[fault], abandoned: model.abandoned };
    model.next(fault);
    const { generator } = generatorOf();
    const begun = performance.now();
    expect(await generator.generate(request, AbortSignal.timeout(300))).toEqual(down('timeout'));
    expect(performance.now() - begun).toBeLessThan(3_000);
    expect(model.hits[fault]).toBe(hits + 1);
    await model.until(() => model.abandoned === abandoned + 1);
  });

  it('tells an abort by the caller from a timeout', async () => {
    const seen = model.hits.silent;
    model.next('silent');
    const { generator } = generatorOf();
    const stop = new AbortController();
    const waiting = generator.generate(request, stop.signal);
    await model.until(() => model.hits.silent === seen + 1);
    stop.abort();
    expect(await waiting).toEqual(down('aborted'));
    expect(await generator.generate(request, stop.signal)).toEqual(down('aborted'));
  });

  it('reads Retry-After beyond a minute, in fractions, and as a date', async () => {
    for (const [header, least, most] of [
      ['90', 90_000, 90_000],
      ['1.5', 1_500, 1_500],
      [new Date(Date.now() + 120_000).toUTCString(), 100_000, 121_000],
      ['soon', null, null],
    ] as const) {
      model.retryAfter(header);
      model.next('rateLimit');
      const answer = await generatorOf().generator.generate(request, patient());
      const wait = answer.kind === 'unavailable' ? answer.retryAfterMs : Number.NaN;
      if (least === null) expect(wait).toBeNull();
      else expect(wait).toSatisfy((ms: number) => ms >= least && ms <= most);
    }
    model.retryAfter('1');
  });

  it('asks once more with twice the room after an incomplete answer', async () => {
    const field = api === 'responses' ? 'max_output_tokens' : 'max_completion_tokens';
    model.next('incomplete', 'good');
    const { generator } = generatorOf();
    expect(await generator.generate(request, patient())).toMatchObject({ kind: 'answer' });
    const [first, second] = model.requests.slice(-2);
    expect(second?.body[field]).toBe(2 * Number(first?.body[field]));
    model.next('incomplete', 'incomplete');
    expect(await generator.generate(request, patient())).toEqual(unusable('incomplete', false));
  });

  it('blames the photo only when one was sent, and cheers without it', async () => {
    model.always('badImage');
    const { model: asked, generator } = generatorOf();
    expect(await asked.ask(questionWith(photo), patient())).toEqual(unusable('photo', true));
    expect(await asked.ask(questionWith(null), patient())).toMatchObject({ kind: 'answer' });
    const before = model.requests.length;
    expect(await generator.generate({ ...request, photo }, patient())).toMatchObject({ kind: 'answer' });
    const [first, second] = model.requests.slice(before);
    expect([first, second].map((sent) => sent?.raw.includes('data:image/'))).toEqual([true, false]);
    expect([first, second].map((sent) => sent?.raw.includes('The picture is the member photo'))).toEqual([
      true,
      false,
    ]);
    model.always('good');
  });

  it('hears a failure told under status 200', async () => {
    model.next('failed');
    const { model: asked, generator } = generatorOf();
    expect(await generator.generate(request, patient())).toEqual(
      down(api === 'responses' ? 'failed' : 'garbled'),
    );
    model.next('failedOnImage');
    expect(await asked.ask(questionWith(photo), patient())).toEqual(
      api === 'responses' ? unusable('photo', true) : { ...down('garbled'), usage: null },
    );
  });

  it('learns to leave out what a strict server does not know', async () => {
    model.always('plainOnly');
    const before = model.requests.length;
    const { generator } = generatorOf();
    expect(await generator.generate(request, patient())).toMatchObject({ kind: 'answer' });
    expect(await generator.generate(request, patient())).toMatchObject({ kind: 'answer' });
    expect(model.requests.length - before).toBe(3);
    expect(model.requests.at(-1)?.body).not.toHaveProperty('prompt_cache_key');
    model.always('good');
  });

  it('passes an over-long line on for the checks to judge', async () => {
    model.next('overLong');
    const answer = await generatorOf().generator.generate(request, patient());
    expect(answer.kind === 'answer' && answer.lines[0].length).toBeGreaterThan(10_000);
  });
});

describe('a server nobody reaches', () => {
  it('is unavailable', async () => {
    const gone = await startFaultyModel();
    await gone.close();
    const { generator } = setUp({ baseURL: gone.baseURL });
    expect(await generator.generate(request, patient())).toEqual(down('connection'));
  });
});

describe('what the log says', () => {
  it('names what to do once, and neither the key nor the words', async () => {
    model.next('unauthorized');
    const { generator, log } = setUp({ baseURL: model.baseURL });
    await generator.generate(request, patient());
    await generator.generate(request, patient());
    expect(log.lines).toHaveLength(1);
    expect(log.lines[0]).toMatchObject({
      level: 'warn',
      event: 'model.failing',
      fields: { reason: 'unauthorized', advice: expect.stringContaining('OPENAI_API_KEY') },
    });
    const said = JSON.stringify(log.lines);
    expect(said).not.toContain(key);
    expect(said).not.toContain('한강');
  });
});

describe('the key', () => {
  it('must be there', () => {
    expect(() => setUp({ baseURL: model.baseURL, apiKey: ' ' })).toThrow(/OPENAI_API_KEY/);
  });
});

describe('the breaker', () => {
  it('spares a server that fails, tries it once after a rest, and tells both', async () => {
    model.always('serverError');
    const { generator, log, clock } = setUp({ baseURL: model.baseURL });
    for (let i = 0; i < 5; i++) await generator.generate(request, patient());
    const asked = model.requests.length;
    expect(await generator.generate(request, patient())).toEqual(down('breaker', 30_000));
    expect(model.requests.length).toBe(asked);
    clock.now = 30_000;
    expect(await generator.generate(request, patient())).toEqual(down('status500'));
    expect(await generator.generate(request, patient())).toEqual(down('breaker', 60_000));
    model.always('good');
    clock.now = 90_000;
    expect(await generator.generate(request, patient())).toMatchObject({ kind: 'answer' });
    expect(log.lines.map(({ event, fields }) => [event, fields.restMs])).toEqual([
      ['model.failing', 30_000],
      ['model.failing', 60_000],
      ['model.back', undefined],
    ]);
  });

  it('rests a quarter of an hour when only the operator can help', async () => {
    model.next('billing');
    const { generator } = setUp({ baseURL: model.baseURL });
    await generator.generate(request, patient());
    expect(await generator.generate(request, patient())).toEqual({
      kind: 'unavailable',
      reason: 'breaker',
      retryAfterMs: 900_000,
      fatal: true,
    });
  });
});
