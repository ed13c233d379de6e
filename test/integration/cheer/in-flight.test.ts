import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CheerAnswer } from '../../../src/core/cheer/generator.ts';
import { type JobHandlers, jobPayloads } from '../../../src/core/jobs/job.ts';
import type { ProofId } from '../../../src/core/model/ids.ts';
import { until } from '../../support/app.ts';
import { cheering } from '../../support/cheering.ts';
import { type Core, openCore } from '../../support/core.ts';

/** As many as wait for the model at once in one instance (adapters/postgres/jobs). */
const atOnce = 256;
const choresAtOnce = 16;
const proofs = atOnce + 44;
let core: Core;
/** What each kind of job does, as a test would have it. */
const handlers: Record<string, (payload: never) => Promise<void>> = {};
beforeAll(async () => {
  core = await openCore(Date.now());
  await core.challenge({ graceMinutes: 0 });
  for (const name of Object.keys(jobPayloads)) handlers[name] = async () => undefined;
  await core.storage.jobs.start(handlers as unknown as JobHandlers);
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
  handlers.cheer = ({ proof }: { proof: ProofId }) => writeCheer(proof);

  for (let n = 0; n < proofs; n += 10) {
    await Promise.all(
      Array.from({ length: 10 }, (_, each) => core.post(`멤버${n + each}`, '오늘도 걸었어요')),
    );
  }
  await until('a full lane', () => held.length === atOnce);
  // Nobody lets go of any of them before this one is taken in.
  await core.post('또다른이', '나도 걸었어요');
  expect(held).toHaveLength(atOnce);
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

test('whoever may be in danger waits for nobody’s photos', async () => {
  const { storage } = core;
  const fetched = Promise.withResolvers<void>();
  let fetching = 0;
  let looked = false;
  handlers.photos = () => {
    fetching++;
    return fetched.promise;
  };
  handlers.care = async () => {
    looked = true;
  };
  const jobFor = (task: 'photos' | 'care') => ({ task, payload: { proof: randomUUID() as ProofId } });
  await storage.unitOfWork.run(async (tx) => {
    for (let n = 0; n < 20; n++) await tx.enqueue(jobFor('photos'));
  });
  // Of twenty whose pictures do not come, as many wait as may wait at once.
  await until('the photos to be waited for', () => fetching === choresAtOnce);
  await storage.unitOfWork.run((tx) => tx.enqueue(jobFor('care')));
  await until('somebody to look', () => looked, 10_000);
  expect(fetching).toBe(choresAtOnce);
  fetched.resolve();
});
