import { expect, it } from 'vitest';
import { createBreaker } from '../../../src/adapters/openai/breaker.ts';

function setUp() {
  const clock = { now: 0 };
  return { clock, breaker: createBreaker(() => clock.now) };
}
const failed = { end: 'failed' } as const;

it('opens on the fifth straight failure only', () => {
  const { breaker } = setUp();
  for (let i = 0; i < 4; i++) expect(breaker.report(failed)).toBeNull();
  breaker.report({ end: 'answered' });
  for (let i = 0; i < 4; i++) expect(breaker.report(failed)).toBeNull();
  expect(breaker.report(failed)).toEqual({ kind: 'opened', forMs: 30_000 });
  expect(breaker.admit()).toEqual({ open: true, retryAfterMs: 30_000, fatal: false });
});

it('doubles its rest up to five minutes, and starts anew once the model is back', () => {
  const { breaker, clock } = setUp();
  for (let i = 0; i < 5; i++) breaker.report(failed);
  for (const forMs of [60_000, 120_000, 240_000, 300_000, 300_000]) {
    clock.now += 300_000;
    expect(breaker.admit()).toEqual({ open: false });
    expect(breaker.report(failed)).toEqual({ kind: 'opened', forMs });
  }
  clock.now += 300_000;
  breaker.admit();
  expect(breaker.report({ end: 'answered' })).toEqual({ kind: 'closed' });
  for (let i = 0; i < 4; i++) breaker.report(failed);
  expect(breaker.report(failed)).toEqual({ kind: 'opened', forMs: 30_000 });
});

it('lets one call through to look, even when the one before it never reported', () => {
  const { breaker, clock } = setUp();
  for (let i = 0; i < 5; i++) breaker.report(failed);
  clock.now = 30_000;
  expect(breaker.admit().open).toBe(false);
  expect(breaker.admit().open).toBe(true);
  clock.now = 60_000;
  expect(breaker.admit().open).toBe(false);
});

it('looks again at once after a look that was called off', () => {
  const { breaker, clock } = setUp();
  for (let i = 0; i < 5; i++) breaker.report(failed);
  clock.now = 30_000;
  breaker.admit();
  breaker.report({ end: 'unclear' });
  expect(breaker.admit().open).toBe(false);
});

it('is not moved by calls that were under way when it opened', () => {
  const { breaker } = setUp();
  expect(breaker.report({ end: 'fatal' })).toEqual({ kind: 'opened', forMs: 900_000 });
  expect(breaker.report({ end: 'fatal' })).toBeNull();
  for (let i = 0; i < 5; i++) expect(breaker.report(failed)).toBeNull();
  expect(breaker.admit()).toEqual({ open: true, retryAfterMs: 900_000, fatal: true });
});

it('leaves a busy model alone as long as it asked, at most five minutes', () => {
  const { breaker, clock } = setUp();
  breaker.report({ end: 'rateLimited', retryAfterMs: 90_000 });
  expect(breaker.admit()).toEqual({ open: true, retryAfterMs: 90_000, fatal: false });
  clock.now = 90_000;
  expect(breaker.admit()).toEqual({ open: false });
  breaker.report({ end: 'rateLimited', retryAfterMs: 86_400_000 });
  expect(breaker.admit()).toEqual({ open: true, retryAfterMs: 300_000, fatal: false });
});

it('opens when half of the last twenty calls of a minute failed, whatever came between', () => {
  const { breaker, clock } = setUp();
  for (let i = 0; i < 9; i++) {
    breaker.report({ end: 'answered' });
    expect(breaker.report(failed)).toBeNull();
    clock.now += 1_000;
  }
  breaker.report({ end: 'answered' });
  expect(breaker.resting()).toBe(false);
  expect(breaker.report(failed)).toEqual({ kind: 'opened', forMs: 30_000 });
  expect(breaker.resting()).toBe(true);
});

it('does not mind as many failures when they are spread over more time', () => {
  const { breaker, clock } = setUp();
  for (let i = 0; i < 40; i++) {
    breaker.report({ end: 'answered' });
    expect(breaker.report(failed)).toBeNull();
    clock.now += 7_000;
  }
});

it('forgets what was before a rest', () => {
  const { breaker, clock } = setUp();
  for (let i = 0; i < 5; i++) breaker.report(failed);
  clock.now = 30_000;
  breaker.admit();
  breaker.report({ end: 'answered' });
  for (let i = 0; i < 4; i++) expect(breaker.report(failed)).toBeNull();
});
