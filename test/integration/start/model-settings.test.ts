import { describe, expect, it, test } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { StartError } from '../../../src/core/errors.ts';
import { readPrice } from '../../../src/model-prices.ts';
import { sharingOf } from '../../../src/model-settings.ts';

const key = { OPENAI_API_KEY: 'sk-first' };
const read = (env: Record<string, string>) => readConfig({ ...key, ...env }).model;

test('without a key there is no model', () => {
  expect(readConfig({}).model).toBeNull();
});

describe('the price', () => {
  it('of OpenAI’s own small models is known', () => {
    expect(read({})).toMatchObject({ price: { input: 0.1, cached: 0.01, output: 0.5 }, unpriced: [] });
  });

  it('that is set goes before it', () => {
    expect(read({ OPENAI_PRICE: '1/0.5/2' })?.price).toEqual({
      input: 1,
      cached: 0.5,
      output: 2,
      written: 1.25,
      // What a picture takes is the model's, whatever it costs.
      picture: 308,
    });
    expect(read({ OPENAI_PRICE: '0/0/0', OPENAI_MODEL: 'own' })).toMatchObject({
      price: { input: 0, cached: 0, written: 0, output: 0 },
      unpriced: [],
    });
  });

  it('of an unknown model is the dearest that is known, and that is said', () => {
    expect(read({ OPENAI_MODEL: 'mystery' })).toMatchObject({
      price: { input: 1, output: 5 },
      unpriced: ['mystery'],
    });
    expect(read({ OPENAI_MODEL: 'constructor' })?.unpriced).toEqual(['constructor']);
  });

  test.each(['', '1', '1/2', 'a/b/c', '1/2/3/4/5', '-1/0/0', '1e3/0/0', '1/2/'])('%j is none', (text) => {
    expect(readPrice(text)).toBeNull();
  });

  it('that cannot be read is refused at start', () => {
    expect(() => read({ OPENAI_PRICE: 'cheap' })).toThrow(/OPENAI_PRICE must be dollars per million tokens/);
  });
});

describe('the API', () => {
  test.each([
    [{}, 'responses', true],
    [{ OPENAI_BASE_URL: 'https://one.example/v1' }, 'chat', true],
    [{ OPENAI_BASE_URL: 'https://one.example/v1', OPENAI_API: 'responses' }, 'responses', false],
    [{ OPENAI_API: 'chat' }, 'chat', false],
  ] as const)('of %j is %s, and may be the other one: %s', (env, api, eitherApi) => {
    expect(read(env)).toMatchObject({ api, eitherApi });
  });

  it('of another server is a guess', () => {
    const env = { OPENAI_ALTERNATE: 'small@https://other.example/v1', OPENAI_ALTERNATE_KEY: 'sk-second' };
    expect(read({ ...env, OPENAI_API: 'responses' })?.alternate).toMatchObject({
      api: 'chat',
      eitherApi: true,
    });
  });
});

describe('the alternate', () => {
  it('of the same server has its key and form', () => {
    expect(read({ OPENAI_ALTERNATE: 'gpt-5.6-luna' })?.alternate).toMatchObject({
      ...{ apiKey: 'sk-first', baseURL: undefined, model: 'gpt-5.6-luna', api: 'responses' },
      price: { input: 0.2 },
    });
  });

  it('of another server has its own key, and speaks chat', () => {
    const env = { OPENAI_ALTERNATE: 'small@https://other.example/v1', OPENAI_ALTERNATE_KEY: 'sk-second' };
    expect(read({ ...env, OPENAI_ALTERNATE_PRICE: '0/0/0' })?.alternate).toMatchObject({
      ...{ apiKey: 'sk-second', baseURL: 'https://other.example/v1', model: 'small', api: 'chat' },
      price: { input: 0 },
    });
  });

  it('of another server is never shown the first one’s key', () => {
    expect(() => read({ OPENAI_ALTERNATE: 'small@https://other.example/v1' })).toThrow(StartError);
    expect(() =>
      read({ OPENAI_BASE_URL: 'https://one.example/v1', OPENAI_ALTERNATE: 'm@https://one.example/v2' }),
    ).not.toThrow();
  });

  test.each(['two words', 'm@nowhere', '@https://h/v1', 'm@ftp://h'])('%j is none', (text) => {
    expect(() => read({ OPENAI_ALTERNATE: text })).toThrow(/OPENAI_ALTERNATE must be a model/);
  });
});

describe('vectors', () => {
  it('come from OpenAI itself, and are made here with any other server', () => {
    expect(read({})?.embeddings?.model).toBe('text-embedding-3-small');
    expect(read({ OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' })?.embeddings).toBeNull();
    expect(read({ OPENAI_EMBEDDINGS: 'off' })?.embeddings).toBeNull();
    expect(
      read({ OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1', OPENAI_EMBEDDINGS: 'nomic' })?.embeddings?.model,
    ).toBe('nomic');
    const own = {
      OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1',
      OPENAI_EMBEDDINGS: 'nomic',
      OPENAI_PRICE: '0/0/0',
    };
    expect(read(own)).toMatchObject({ embeddings: { price: { input: 0 } }, unpriced: [] });
  });
});

test('Discord allows fifty requests a second, or what it granted', () => {
  const allowed = (env: Record<string, string>) => readConfig({ DISCORD_TOKEN: 'token', ...env }).discord;
  expect(allowed({})).toMatchObject({ requestsPerSecond: 50 });
  expect(allowed({ DISCORD_REQUESTS_PER_SECOND: '1200' })).toMatchObject({ requestsPerSecond: 1_200 });
  for (const wrong of ['0', '-1', '1.5', 'many'])
    expect(() => allowed({ DISCORD_REQUESTS_PER_SECOND: wrong })).toThrow(/DISCORD_REQUESTS_PER_SECOND/);
});

test('limits are dollars, kept as millionths', () => {
  expect(readConfig({}).limits).toEqual({ day: 500_000, month: 5_000_000, memberCalls: 20 });
  expect(readConfig({ BUDGET_DAY: '0', BUDGET_MONTH: '12.5', BUDGET_MEMBER_CALLS: '3' }).limits).toEqual({
    ...{ day: 0, month: 12_500_000, memberCalls: 3 },
  });
  expect(() => readConfig({ BUDGET_DAY: 'much' })).toThrow(/BUDGET_DAY must be dollars/);
});

describe('what members are told goes to models', () => {
  const off = { OPENAI_MODERATION: 'off', OPENAI_DECISIONS: 'off', OPENAI_VISION: 'off' };
  test.each([
    [{}, { photos: true, safety: true }],
    [{ OPENAI_BASE_URL: 'https://one.example/v1' }, { photos: true, safety: false }],
    [off, { photos: false, safety: false }],
    // Moderation and Decisions look at photos whether or not the model does.
    [
      { ...off, OPENAI_MODERATION: 'on' },
      { photos: true, safety: true },
    ],
    [
      { ...off, OPENAI_DECISIONS: 'on' },
      { photos: true, safety: true },
    ],
  ])('with %j: %j', (env, sharing) => {
    expect(sharingOf(read(env)!)).toEqual(sharing);
  });
});
