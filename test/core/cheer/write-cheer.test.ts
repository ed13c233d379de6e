import { afterAll, beforeAll, beforeEach, describe, expect, it, test, vi } from 'vitest';
import { createLanguageModel } from '../../../src/adapters/openai/index.ts';
import { createCheerGenerator } from '../../../src/core/cheer/generate.ts';
import { currentPrompt } from '../../../src/core/cheer/prompts/index.ts';
import type { CheerContext } from '../../../src/core/cheer/store.ts';
import type { WriteCheerDeps } from '../../../src/core/cheer/write-cheer.ts';
import { type Fault, type FaultyModel, goodWire, startFaultyModel } from '../../fakes/model/index.ts';
import { cheering } from '../../support/cheering.ts';
import { quietLog } from '../../support/quiet.ts';
import { cheerContext, memoryBlobs, memoryCheers } from './cheer-store.ts';

let model: FaultyModel;
beforeAll(async () => {
  model = await startFaultyModel();
});
afterAll(() => model.close());
beforeEach(() => {
  model.reset();
});

const smallPhoto = 'a'.repeat(64) as NonNullable<CheerContext['smallPhoto']>;
const photoBytes = new Uint8Array([0xff, 0xd8, 0xff, 0xe0]);

/** Writes the cheer of one proof with the true adapter before the faulty model, on a clock that stands still. */
function setUp(changes: Partial<CheerContext> & { readonly now?: number } = {}) {
  const { now = 0, ...rest } = changes;
  const context = cheerContext(rest);
  const clock = { time: now, now: () => clock.time, monotonic: () => clock.time };
  const cheers = memoryCheers(context);
  const waits: number[] = [];
  const deps = {
    cheers,
    clock,
    generator: createCheerGenerator({
      model: createLanguageModel({
        apiKey: 'key',
        baseURL: model.baseURL,
        model: 'test-model',
        api: 'responses',
        json: 'strict',
        vision: true,
        log: quietLog,
        monotonic: clock.monotonic,
      }),
      nonce: () => 'nonce',
    }),
    blobs: memoryBlobs({ [smallPhoto]: photoBytes }),
    wait: async (ms: number) => {
      waits.push(ms);
      clock.time += ms;
    },
  };
  const write = async (overrides: Partial<WriteCheerDeps> = {}) => {
    await cheering({ ...deps, ...overrides }).writeCheer(context.proof);
    return cheers.stored[0];
  };
  /** What the job does that asks once more. */
  const late = async (overrides: Partial<WriteCheerDeps> = {}) => {
    const { until } = cheers.stored[0]!.later!;
    const { proof, revision } = context;
    await cheering({ ...deps, ...overrides }).writeLate({ proof, revision, until });
    return cheers.stored[1];
  };
  return { write, late, cheers, clock, waits, context, deps };
}

const fromModel = {
  source: 'model',
  situation: expect.stringMatching(/usual|textOnly|milestone/),
  character: 'damjji',
  angle: expect.stringMatching(/detail|effort|progress|company/),
  memory: null,
  lines: [goodWire.line1, goodWire.line2],
  model: 'test-model',
  promptVersion: currentPrompt.version,
  templateId: null,
  reason: null,
};
const template = (reason: string | RegExp) => ({
  source: 'template',
  model: null,
  promptVersion: null,
  templateId: expect.any(String),
  reason: expect.stringMatching(reason),
});

describe('a good answer', () => {
  it('is stored with its delivery, and says that a model wrote it', async () => {
    const stored = await setUp().write();
    expect(stored?.cheer).toEqual(fromModel);
    expect(stored?.delivery).toMatchObject({
      key: 'cheer:proof-1',
      effect: {
        do: 'post',
        target: { kind: 'thread', on: 'message-1' },
        view: { view: 'cheer', lines: fromModel.lines, footer: expect.stringMatching(/AI/) },
      },
    });
    expect(model.requests).toHaveLength(1);
  });

  it('may name the day of this proof', async () => {
    const stored = await setUp({ daysDone: 30, situation: 'milestone' }).write();
    expect(stored?.cheer).toMatchObject({
      source: 'model',
      lines: [expect.stringContaining('인증 30일째'), expect.anything()],
    });
  });

  it('edits the first cheer when the proof was edited, and has the whole time again', async () => {
    const stored = await setUp({ revision: 2, now: 3_600_000 }).write();
    expect(stored?.cheer).toEqual(fromModel);
    expect(stored?.delivery).toMatchObject({
      key: 'cheer-edit:proof-1:2',
      effect: { do: 'edit', of: 'cheer:proof-1' },
    });
  });

  it('is thrown away when the proof changed meanwhile', async () => {
    const { write, cheers } = setUp();
    model.answer(() => {
      cheers.overtake();
      return goodWire;
    });
    expect(await write()).toBeUndefined();
  });
});

describe('without a model', () => {
  it('a template speaks, without a footer', async () => {
    const stored = await setUp().write({ generator: null });
    expect(stored?.cheer).toMatchObject(template('no model'));
    expect(stored?.delivery.effect).toMatchObject({ view: { footer: null } });
    expect(model.requests).toHaveLength(0);
  });

  test.each([
    ['serverError', 'unavailable: status500', 2],
    ['reset', 'unavailable: connection', 2],
    ['drop', 'unavailable: connection', 2],
    ['earlyClose', 'unavailable: garbled', 2],
    ['html', 'unavailable: garbled', 2],
    ['billing', 'unavailable: billing', 1],
    ['unauthorized', 'unavailable: unauthorized', 1],
    ['noModel', 'unavailable: noModel', 1],
    ['refusal', 'unusable: refusal', 1],
    ['badJson', 'unusable: badJson', 2],
    ['wrongShape', 'unusable: wrongShape', 2],
    ['empty', 'unusable: empty', 2],
    ['incomplete', 'unusable: incomplete', 2],
    ['overLong', 'checks: .*tooLong', 2],
    ['rude', 'checks: .*mention', 2],
  ] as const)('%s ends in a template: %s, after %i requests', async (fault: Fault, reason, requests) => {
    model.always(fault);
    const stored = await setUp().write();
    expect(stored?.cheer).toMatchObject(template(reason));
    expect(model.hits[fault]).toBe(requests);
  });
});

describe('the second try', () => {
  it('tells the model what was wrong, by code, without its own words', async () => {
    model.next('rude');
    const stored = await setUp().write();
    expect(stored?.cheer).toEqual(fromModel);
    const second = model.requests[1]?.raw;
    expect(second).toContain('no at sign, no mention');
    expect(second).toContain('no question');
    expect(second).not.toContain('evil.example');
  });

  it.each(['badJson', 'wrongShape', 'empty'] as const)('mends %s at once', async (fault) => {
    model.next(fault);
    const { write, waits } = setUp();
    expect((await write())?.cheer).toEqual(fromModel);
    expect(waits).toEqual([]);
  });

  it('comes after a short rest when the model was not reached', async () => {
    model.next('serverError');
    const { write, waits } = setUp();
    expect((await write())?.cheer).toEqual(fromModel);
    expect(waits).toEqual([500]);
  });

  it('waits as long as the model asks, up to five seconds', async () => {
    model.retryAfter('3');
    model.next('rateLimit');
    const short = setUp();
    expect((await short.write())?.cheer).toEqual(fromModel);
    expect(short.waits).toEqual([3_000]);

    model.retryAfter('90');
    model.next('rateLimit');
    const long = setUp();
    expect((await long.write())?.cheer).toMatchObject(template('rateLimited'));
    expect(long.waits).toEqual([]);
  });

  it('goes without the photo when the model would not take it', async () => {
    model.always('badImage');
    const stored = await setUp({ smallPhoto, hasPhoto: true }).write();
    expect(stored?.cheer).toEqual(fromModel);
    expect(model.requests.map(({ raw }) => raw.includes('data:image/'))).toEqual([true, false]);
  });
});

describe('the photo', () => {
  it.each([
    ['is gone', async () => null],
    ['cannot be read', () => Promise.reject(new Error('disk'))],
  ])('that %s costs the cheer nothing else', async (_, get) => {
    const stored = await setUp({ smallPhoto, hasPhoto: true }).write({ blobs: { get } });
    expect(stored?.cheer).toEqual(fromModel);
    expect(model.requests[0]?.raw).not.toContain('data:image/');
  });
});

describe('the time', () => {
  it('is over 15 s after the proof: nothing is asked any more', async () => {
    const stored = await setUp({ now: 13_501 }).write();
    expect(stored?.cheer).toMatchObject(template('no time was left'));
    expect(model.requests).toHaveLength(0);
  });

  it('leaves no second try to a slow first one', async () => {
    const { write, clock } = setUp();
    model.always('rude');
    model.answer(() => {
      clock.time = 13_600;
      return goodWire;
    });
    expect((await write())?.cheer).toMatchObject(template('checks'));
    expect(model.requests).toHaveLength(1);
  });

  it('leaves no rest that would end too late', async () => {
    const { write, clock, waits } = setUp();
    model.retryAfter('5');
    model.next('rateLimit');
    model.answer(() => {
      clock.time = 9_000;
      return goodWire;
    });
    expect((await write())?.cheer).toMatchObject(template('rateLimited'));
    expect(waits).toEqual([]);
  });

  it.each(['silent', 'stall'] as const)('ends a try of a model that turns %s, once', async (fault) => {
    model.always(fault);
    const begun = performance.now();
    const stored = await setUp({ now: 12_900.5 }).write();
    expect(stored?.cheer).toMatchObject(template('unavailable: timeout'));
    expect(performance.now() - begun).toBeLessThan(3_000);
    expect(model.hits[fault]).toBe(1);
    await model.until(() => model.abandoned === 1);
  });
});

describe('a model that takes ten seconds', () => {
  it('has eight for a cheer that is awaited, and thirty for each try of one that comes late', async () => {
    const { write, late, clock } = setUp();
    const given = new Map<AbortSignal, number>();
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    const spy = vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
      const signal = timeout(ms);
      given.set(signal, ms);
      return signal;
    });
    const limits: number[] = [];
    const slow: WriteCheerDeps['generator'] = {
      async generate(_request, signal) {
        const ms = given.get(signal) ?? 0;
        limits.push(ms);
        if (ms < 10_000) return { kind: 'unavailable', reason: 'timeout', retryAfterMs: null, fatal: false };
        clock.time += 10_000;
        return { kind: 'unusable', reason: 'badJson', again: true };
      },
    };
    await write({ generator: slow });
    await late({ generator: slow });
    spy.mockRestore();
    expect(limits).toEqual([8_000, 30_000, 30_000]);
  });
});

describe('done again', () => {
  it('says nothing twice', async () => {
    const { write, cheers } = setUp();
    await write();
    await write();
    expect(cheers.stored).toHaveLength(1);
    expect(model.requests).toHaveLength(1);
  });
});
