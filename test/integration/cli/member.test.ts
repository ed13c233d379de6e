import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { memberExport } from '../../../src/core/own/export.ts';
import { type Core, openCore } from '../../support/core.ts';
import { freshFolder, pal } from '../../support/program.ts';

// Each of them starts programs, which a busy machine is slow to do.
vi.setConfig({ testTimeout: 90_000 });

const now = Date.parse('2026-11-20T07:10:00+09:00');
let here: Core;
beforeAll(async () => {
  here = await openCore(now);
  await here.challenge();
  await here.post('U1', '강변을 달렸어요');
  await here.post('U2', '책을 읽었어요');
});
afterAll(() => here.stop());

const run = async (...rest: string[]) =>
  pal(['member', ...rest, '--workspace', 'slack:T1'], {
    DATABASE_URL: here.storage.url,
    BOOST_DATA_DIR: await freshFolder(),
  });

test('what is kept about somebody is printed as JSON, for those who cannot ask any more', async () => {
  const { code, stdout, stderr } = await run('export', '--member', 'U1');
  expect([code, stderr]).toEqual([0, '']);
  const told = memberExport.parse(JSON.parse(stdout));
  expect(told).toMatchObject({ member: { ref: 'U1' }, proofs: [{ text: '강변을 달렸어요', link: null }] });
  expect(stdout).not.toContain('책을');
  expect((await run('export', '--member', 'U1', '--json')).stdout).toContain('"format": "boost-pal-member"');
});

test('it goes into a new file that only its owner may read, never over one that is there', async () => {
  const out = path.join(await freshFolder(), 'u2.json');
  const written = await run('export', '--member', 'U2', '--out', out);
  expect(written).toMatchObject({ code: 0, stdout: `Written: ${out} (1 proofs). It is for them alone.\n` });
  const text = await readFile(out, 'utf8');
  expect(memberExport.parse(JSON.parse(text)).proofs).toMatchObject([{ text: '책을 읽었어요' }]);
  expect((await stat(out)).mode & 0o777).toBe(0o600);
  const again = await run('export', '--member', 'U1', '--out', out);
  expect(again).toMatchObject({ code: 1, stdout: '' });
  expect(again.stderr).toMatch(/is there already: give another name\.\n$/);
  expect(await readFile(out, 'utf8')).toBe(text);
});

test('nobody is told of who is not there, and a folder that is not there is named', async () => {
  const nobody = await run('export', '--member', 'U9');
  expect(nobody).toMatchObject({ code: 1, stdout: '' });
  expect(nobody.stderr).toBe('Nothing is kept about --member U9 in this workspace.\n');
  const nowhere = await run(
    'export',
    '--member',
    'U1',
    '--out',
    path.join(await freshFolder(), 'none', 'a.json'),
  );
  expect(nowhere.stderr).toMatch(/cannot be written \(ENOENT\)\.\n$/);
});
