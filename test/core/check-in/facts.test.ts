import { expect, test } from 'vitest';
import { type DeliveryFact, jobsOf } from '../../../src/core/check-in/facts.ts';
import type { JobSpec } from '../../../src/core/jobs/job.ts';
import type { DeliveryKey, MessageRef, ProofId } from '../../../src/core/model/ids.ts';

const care: JobSpec = { task: 'care', payload: { proof: 'p' as ProofId } };

test.each<[DeliveryFact['how'], readonly string[]]>([
  ['queued', ['deliver', 'care']],
  ['oncePerDay', ['deliver', 'care']],
  ['answered', ['care']],
  [{ claim: 'mine' }, ['care']],
])('a delivery that is %o, and another job: %o', (how, tasks) => {
  const key = 'react:p' as DeliveryKey;
  const effect = { do: 'react', message: 'm' as MessageRef, mark: '🐹' } as const;
  const jobs = jobsOf({ deliveries: [{ key, effect, how }], otherJobs: [care] });
  expect(jobs.map(({ task }) => task)).toEqual(tasks);
  expect(jobs.filter(({ task }) => task === 'deliver')).toEqual(
    tasks.includes('deliver') ? [{ task: 'deliver', payload: { key } }] : [],
  );
});
