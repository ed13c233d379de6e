import { chmod, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { backupName } from '../../../src/adapters/node/backup-file/folder.ts';
import { manifestSchema } from '../../../src/adapters/node/backup-file/manifest.ts';
import { verifyBackup } from '../../../src/adapters/node/backup-file/read.ts';
import { until } from '../../support/app.ts';
import { palHere } from '../../support/pal.ts';
import { freshFolder, startBot } from '../../support/program.ts';
import { createVisitor } from '../web/visitor.ts';
import {
  backedUp,
  backUp,
  database,
  envOf,
  home,
  photosOf,
  postPhoto,
  query,
  quietAt,
  rowsOf,
  shapeOf,
} from './backups.ts';

vi.setConfig({ testTimeout: 120_000 });

async function streakOf(page: string) {
  const { view } = (await createVisitor(page).command('/연속')) as {
    view: { heading: string; lines: unknown };
  };
  return { heading: view.heading, lines: view.lines };
}

const name = /^boost-\d{8}T\d{6}Z\.tar\.gz$/;

test('a backup put into an empty database is all there was, and the bot goes on with it', async () => {
  const { url, dataDir, app, stop, env, visitor } = await home();
  await postPhoto(visitor, '강변을\t달렸어요\\n\n"3 km" \\. \\N');
  await createVisitor(app.url!, 'junho').posted('책을 읽었어요 📖');
  await quietAt(url);
  const beside = await backUp(env);
  expect(beside).toMatchObject({ photos: 2, missing: 0 });
  expect(path.dirname(beside.file)).toBe(path.join(dataDir, 'backups'));
  expect(path.basename(beside.file)).toMatch(name);
  expect((await stat(beside.file)).mode & 0o777).toBe(0o600);
  expect(await readdir(path.join(dataDir, 'backups'))).toHaveLength(1);

  const streak = await streakOf(app.url!);
  expect(streak.heading).toBe('매일 조금씩');
  await stop();
  const out = path.join(dataDir, 'last.tar.gz');
  const line = await palHere(['backup', '--out', out], env);
  expect(line.stdout).toMatch(
    /^Backed up to \S+last\.tar\.gz: [\d.]+ kB, \d+ rows, 2 copies of photos, [\d.]+ s\.\n$/,
  );
  const check = await palHere(['restore', out, '--check'], {});
  expect([check.code, check.stdout]).toEqual([0, expect.stringContaining('is whole: everything as of 20')]);

  const empty = await database('template0');
  const elsewhere = await freshFolder();
  const restored = await palHere(['restore', out], envOf(empty, elsewhere));
  expect([restored.stderr, restored.code]).toEqual(['', 0]);
  expect(await rowsOf(empty)).toEqual(await rowsOf(url));
  expect(await shapeOf(empty)).toEqual(await shapeOf(url));
  expect(await photosOf(elsewhere)).toEqual(await photosOf(dataDir));
  const notes = `select key, value from note where key <> 'restored' order by key`;
  expect(await query(empty, notes)).toEqual(await query(url, notes));

  const bot = startBot(envOf(empty, elsewhere));
  const page = await bot.ready();
  await createVisitor(page, 'alex').posted('저도 달렸어요');
  await until(
    'the check-in',
    async () => (await query(empty, `select from check_in where counted`)).length === 3,
  );
  await quietAt(empty);
  expect(await streakOf(page)).toEqual(streak);
  expect((await palHere(['doctor'], envOf(empty, elsewhere))).code).toBe(0);
  expect((await bot.stop()).code).toBe(0);
});

test('a backup made while people post is the database of one instant', async () => {
  const { url, app, env } = await home();
  let isOver = false;
  const writers = ['minji', 'junho', 'alex'].map(async (as) => {
    const visitor = createVisitor(app.url!, as);
    let posted = 0;
    for (; !isOver; posted++) await visitor.posted(`${as} ${posted}: 달렸어요`);
    return posted;
  });
  const told = (of: string) =>
    query<{ text: string }>(of, `select text from proof order by created_at, id`).then((rows) =>
      rows.map(({ text }) => text),
    );
  await until('some posts', async () => (await told(url)).length > 20);
  const before = await told(url);
  const made = await backUp(env);
  const after = await told(url);
  isOver = true;
  expect((await Promise.all(writers)).every((posted) => posted > 5)).toBe(true);

  const empty = await database('template0');
  const elsewhere = await freshFolder();
  expect((await palHere(['restore', made.file], envOf(empty, elsewhere))).stderr).toBe('');
  const kept = await told(empty);
  expect(kept).toEqual(expect.arrayContaining(before));
  expect(after).toEqual(expect.arrayContaining(kept));
  // What one wrote one after another is there without a gap, and each post with all that was written with it.
  for (const as of ['minji', 'junho', 'alex']) {
    const own = kept.filter((text) => text.startsWith(as));
    expect(own.toSorted()).toEqual(own.map((_, nth) => `${as} ${nth}: 달렸어요`).toSorted());
  }
  expect(
    await query(empty, `select from proof p where not exists (select from check_in where proof_id = p.id)`),
  ).toEqual([]);
  // Table by table, what was put back is byte for byte what the file says; only that it was put back is new.
  const rows = async (file: string) =>
    (await verifyBackup(file)).tables.filter((table) => table.name !== 'note');
  expect(await rows((await backUp(envOf(empty, elsewhere))).file)).toEqual(await rows(made.file));
});

test('a photo that was erased while the backup was made is missing, which is said', async () => {
  const { dataDir, env, photos } = await backedUp();
  expect(photos).toBe(2);
  const [folder] = (await readdir(path.join(dataDir, 'photos'))).filter((each) => /^[0-9a-f]{2}$/.test(each));
  await rm(path.join(dataDir, 'photos', folder!), { recursive: true });
  const { stdout } = await palHere(['backup', '--out', path.join(dataDir, 'later.tar.gz')], env);
  expect(stdout).toContain(' 1 copies of photos (1 were erased meanwhile)');
  expect((await palHere(['restore', path.join(dataDir, 'later.tar.gz'), '--check'], {})).code).toBe(0);
});

test('of the usual folder the newest are kept, and nobody else’s file is touched', async () => {
  const { dataDir, env, file } = await backedUp();
  const folder = path.join(dataDir, 'backups');
  const others = ['boost-before-restore-20250101T000000Z.tar.gz', 'mine.tar.gz', 'boost-20250101.tar.gz'];
  const old = ['boost-20250101T000000Z.tar.gz', 'boost-20250102T000000Z.tar.gz'];
  for (const each of [...others, ...old]) await writeFile(path.join(folder, each), '');
  await until(
    'the next second, which has another name',
    () => backupName(Date.now()) !== path.basename(file),
  );
  const { deleted } = await backUp(env, '--keep', '1');
  expect(deleted.toSorted()).toEqual([...old, path.basename(file)]);
  const left = await readdir(folder);
  expect(left).toEqual(expect.arrayContaining(others));
  expect(left.filter((each) => name.test(each))).toHaveLength(1);
  expect((await palHere(['backup', '--keep', 'all'], env)).stderr).toBe(
    '--keep all is no number from 1 to 9999.\n',
  );
});

test('the doctor says when the newest backup is old', async () => {
  const dataDir = await freshFolder();
  const doctor = async () => (await palHere(['doctor'], { BOOST_DATA_DIR: dataDir })).stdout;
  expect(await doctor()).not.toContain('Backup');
  await mkdir(path.join(dataDir, 'backups'));
  const put = (daysAgo: number) =>
    writeFile(path.join(dataDir, 'backups', backupName(Date.now() - daysAgo * 24 * 3_600_000)), '');
  await put(9);
  expect(await doctor()).toMatch(/warn {2}Backup +the newest is 9 days old\n +→ npm run pal -- backup/);
  await put(1);
  expect(await doctor()).toMatch(/ok {4}Backup +the newest is a day old/);
});

test('what cannot be written is refused in one line, and leaves nothing behind', async () => {
  const { dataDir, env } = await backedUp();
  const taken = path.join(dataDir, 'taken.tar.gz');
  await writeFile(taken, 'mine');
  const refused = await palHere(['backup', '--out', taken], env);
  expect([refused.code, refused.stderr]).toEqual([1, `${taken} is there already: name another file.\n`]);
  const nowhere = await palHere(['backup', '--out', '/proc/backups/boost.tar.gz'], env);
  expect([nowhere.code, nowhere.stderr]).toEqual([
    1,
    expect.stringMatching(/^\/proc\/backups cannot be written \(E\w+\): name another place with --out\.\n$/),
  ]);
  const shut = path.join(dataDir, 'shut');
  await writeFile(shut, '');
  await chmod(shut, 0o400);
  expect((await palHere(['backup', '--out', path.join(shut, 'boost.tar.gz')], env)).stderr).toContain(
    'cannot be written',
  );
  expect((await readdir(dataDir)).filter((each) => each.includes('.part'))).toEqual([]);
  const none = await palHere(['backup'], { BOOST_DATA_DIR: await freshFolder() });
  expect([none.code, none.stderr]).toEqual([1, expect.stringMatching(/^There is nothing to back up: .*\n$/)]);
  const empty = await palHere(['backup'], envOf(await database('template0'), await freshFolder()));
  expect(empty.stderr).toBe('There is nothing to back up: the database has no tables yet.\n');
});

test('a file that names a table or a sequence of somebody else is no backup', () => {
  const isBackup = (table: string, sequence = 'web_event_id_seq') =>
    manifestSchema.safeParse({
      format: 1,
      release: '1.0.0',
      at: 0,
      migrations: [{ name: 'init', checksum: '0'.repeat(64) }],
      queue: 0,
      tables: [{ name: table, columns: ['id'], rows: 0, sha256: '0'.repeat(64) }],
      sequences: [{ name: sequence, next: '1' }],
      photos: { kept: 0, missing: 0 },
    }).success;
  expect([isBackup('proof'), isBackup('graphile_worker._private_jobs')]).toEqual([true, true]);
  expect([isBackup('shop.orders'), isBackup('proof', 'shop.orders_id_seq')]).toEqual([false, false]);
});
