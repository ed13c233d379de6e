import { expect, test } from 'vitest';
import { jobRow } from '../../../src/adapters/postgres/jobs/row.ts';
import type { JobSpec } from '../../../src/core/jobs/job.ts';
import { jobTable } from '../../../src/core/jobs/table.ts';
import type { ChallengeId, DeliveryKey } from '../../../src/core/model/ids.ts';

const order = Object.entries(jobTable)
  .toSorted(([, a], [, b]) => a.priority - b.priority)
  .map(([name]) => name);

test('credit goes before cheers, those before nudges and late cheers, and all before housekeeping', () => {
  const places = ['deliver', 'cheer', 'nudge', 'lateCheer', 'erasePhotos'].map((name) => order.indexOf(name));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  // In one lane with photos, which a cheer waits for.
  expect(jobTable.photos.priority).toBeLessThan(jobTable.endNotice.priority);
  expect(jobTable.photos.priority).toBeLessThan(jobTable.closeChallenge.priority);
});

test('a job is as urgent as its name says, unless somebody says otherwise', () => {
  const closing: JobSpec = { task: 'closeChallenge', payload: { challenge: 'c' as ChallengeId } };
  expect(jobRow(closing).priority).toBe(jobTable.closeChallenge.priority);
  const key = 'finish:1' as DeliveryKey;
  expect(jobRow({ task: 'deliver', payload: { key } }).priority).toBe(0);
  expect(jobRow({ task: 'deliver', payload: { key }, priority: 20 }).priority).toBe(20);
});
