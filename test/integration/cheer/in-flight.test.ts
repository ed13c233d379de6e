import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JobHandlers } from '../../../src/adapters/postgres/jobs/index.ts';
import type { CheerAnswer } from '../../../src/core/cheer/generator.ts';
import { jobPayloads } from '../../../src/core/jobs/job.ts';
import { until } from '../../support/app.ts';
import { cheering } from '../../support/cheering.ts';
import { type Core, openCore } from '../../support/core.ts';

/** As many as wait for the model at once in one instance (adapters/postgres/jobs). */
const atOnce = 256;
const proofs = atOnce + 44;
let core: Core;
beforeAll(async () => {
  core = await openCore(Date.now());
  await core.challenge({ graceMinutes: 0 });
});
afterAll(async () => {
  await core.storage.jobs.stop();
  await core.stop();
});

test('more cheers than may wait for a model: the rest wait in the database, and check-ins wait for none', async () => {
  const { storage } = core;
  const held: ((answer: CheerAnswer) => void)[] = [];
  let most = 0;
  const { writeCheer } = cheering({
    cheers: storage.cheers,
    clock: core.clock,
    generator: {
      generate: () =>
        new Promise((resolve) => {
          held.push(resolve);
          most = Math.max(most, held.length);
        }),
    },
  });
  const idle = Object.fromEntries(Object.keys(jobPayloads).map((name) => [name, async () => undefined]));
  await storage.jobs.start({
    ...(idle as unknown as JobHandlers),
    cheer: ({ proof }) => writeCheer(proof),
  });

  for (let n = 0; n < proofs; n += 10) {
    await Promise.all(
      Array.from({ length: 10 }, (_, each) => core.post(`멤버${n + each}`, '오늘도 걸었어요')),
    );
  }
  await until('a full lane', () => held.length === atOnce);
  const begun = performance.now();
  await core.post('또다른이', '나도 걸었어요');
  expect(performance.now() - begun).toBeLessThan(2_000);
  const cheers = (state: string) => storage.db.cheer.count({ where: { state } });
  expect(await cheers('generating')).toBe(atOnce);
  expect(await cheers('queued')).toBe(proofs + 1 - atOnce);

  // The model gives up on all of them, and on those that follow.
  const release = setInterval(() => {
    for (const answer of held.splice(0)) answer({ kind: 'unusable', reason: 'refusal', again: false });
  }, 10);
  await until('every cheer', async () => (await cheers('verified')) === proofs + 1, 20_000);
  clearInterval(release);
  expect(most).toBe(atOnce);
});
