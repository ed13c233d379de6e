import { expect, test } from 'vitest';
import { openCore } from '../../support/core.ts';
import { palHere } from '../../support/pal.ts';
import { freshFolder } from '../../support/program.ts';
import { backUp, database, envOf, rowsOf, shapeOf } from '../cli/backups.ts';

const seoul = (day: number) => Date.parse(`2026-11-${String(day).padStart(2, '0')}T07:10:00+09:00`);

// On whichever PostgreSQL the storage is tested: what a server writes, every version reads.
test('a backup put into an empty database has every row and every part of the schema', async () => {
  const here = await openCore(seoul(1));
  await here.challenge();
  for (const day of [1, 2, 3]) {
    here.set(seoul(day));
    await here.post('민지', `강변 ${day} km\t달렸어요\n\\N "그리고" 🏃`);
  }
  await here.post('서준', '책을 읽었어요');
  await here.command('민지', 'rest', {});
  const { url } = here.storage;
  const dataDir = await freshFolder();
  const { file } = await backUp(envOf(url, dataDir));
  const empty = await database('template0');
  expect((await palHere(['restore', file], envOf(empty, dataDir))).stderr).toBe('');
  expect(await rowsOf(empty)).toEqual(await rowsOf(url));
  expect(await shapeOf(empty)).toEqual(await shapeOf(url));
  await here.stop();
});
