import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Client } from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { embeddedUrl } from '../../../src/adapters/postgres/embedded/address.ts';
import { migrateQueue, readMigrations } from '../../../src/adapters/postgres/migrate.ts';
import { until } from '../../support/app.ts';
import { startedOnce } from '../../support/database.ts';
import { palHere } from '../../support/pal.ts';
import { freshFolder, startBot, startProgram } from '../../support/program.ts';
import { createVisitor } from '../web/visitor.ts';
import {
  backedUp,
  backUp,
  database,
  envOf,
  home,
  loginRole,
  photosOf,
  query,
  quietAt,
  rowsOf,
  shapeOf,
} from './backups.ts';

// The built-in database's bots are started three times over.
vi.setConfig({ testTimeout: 180_000 });

async function refused(args: string[], env = {}) {
  const { code, stdout, stderr } = await palHere(['restore', ...args], env);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  return stderr.trim();
}

test('a file that is not whole is refused before anything is touched', async () => {
  const { dataDir, file } = await backedUp();
  const whole = await readFile(file);
  const empty = await database('template0');
  const env = envOf(empty, await freshFolder());
  const put = async (bytes: Uint8Array) => {
    const broken = path.join(dataDir, 'broken.tar.gz');
    await writeFile(broken, bytes);
    const word = await refused([broken], env);
    expect(word).toMatch(
      /broken\.tar\.gz is no whole backup \(.+\): take another one\. Nothing was changed\.$/,
    );
    expect(await refused([broken, '--check'])).toBe(word);
  };
  for (const share of [0.1, 0.5, 0.9]) await put(whole.subarray(0, whole.length * share));
  await put(whole.subarray(0, -1));
  await put(Buffer.from('no backup at all'));
  await put(Buffer.alloc(0));
  // Whole as a gzip, cut at the end of an entry: the manifest is missing.
  const tar = gunzipSync(whole);
  const manifest = tar.indexOf('manifest.json');
  await put(gzipSync(Buffer.concat([tar.subarray(0, manifest), Buffer.alloc(1024)])));
  // A letter of a row, a byte of a photo.
  const row = Buffer.from(tar);
  row.write('걸', row.indexOf('강변을 달렸어요') + '강변을 '.length * 0 + Buffer.byteLength('강변을 '));
  await put(gzipSync(row));
  const photo = Buffer.from(tar);
  photo[photo.indexOf('photos/') + 512 + 100]! ^= 1;
  await put(gzipSync(photo));
  expect(await refused([path.join(dataDir, 'none.tar.gz')], env)).toContain('cannot be read (ENOENT)');
  expect(
    await query(empty, `select from pg_tables where schemaname in ('public', 'graphile_worker')`),
  ).toEqual([]);
});

test('a backup of a newer release is refused, and one of an older comes up', async () => {
  const { dataDir, url, env, file: before } = await backedUp();
  const rows = await rowsOf(url);
  await query(
    url,
    `insert into _prisma_migrations (id, checksum, migration_name, finished_at) values ('x', repeat('0', 64), '29990101000000_later', now())`,
  );
  const newer = path.join(dataDir, 'newer.tar.gz');
  await backUp(env, '--out', newer);
  const word = await refused([newer], envOf(await database('template0'), await freshFolder()));
  expect(word).toBe(
    `${newer} was made by a newer release (it has 29990101000000_later): restore it with that release.`,
  );
  expect(await refused([newer, '--check'])).toBe(word);
  // Going back to this release: what it had made is put in the place of what a newer one made of it.
  await query(url, 'create table of_later (id int)');
  expect((await palHere(['restore', before, '--replace'], env)).stderr).toBe('');
  expect(await rowsOf(url)).toEqual(rows);

  // As an older release left it: the first ten migrations, and a member.
  const old = await database('template0');
  await migrateQueue(old);
  const migrations = (await readMigrations()).slice(0, 10);
  await query(
    old,
    `create table _prisma_migrations (like _prisma_migrations_of_now)`.replace(
      '(like _prisma_migrations_of_now)',
      `(
    id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null, logs text,
    rolled_back_at timestamptz, started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`,
    ),
  );
  for (const { name, sql } of migrations) {
    await query(old, sql);
    await query(
      old,
      `insert into _prisma_migrations (id, checksum, migration_name, finished_at) values ($1, encode(sha256(convert_to($2, 'utf8')), 'hex'), $3, now())`,
      [name.slice(0, 36), sql, name],
    );
  }
  await query(
    old,
    `with w as (insert into workspace (platform, ref, name, locale, timezone) values ('discord', '1', 'x', 'ko', 'Asia/Seoul') returning id)
      insert into member (workspace_id, ref, name) select id, '7', '민지' from w`,
  );
  const elsewhere = await freshFolder();
  const { file } = await backUp(envOf(old, elsewhere));
  const now = await database('template0');
  expect((await palHere(['restore', file], envOf(now, elsewhere))).stderr).toBe('');
  expect(await query(now, 'select name, tone from member')).toEqual([{ name: '민지', tone: 'warm' }]);
  expect(await shapeOf(now)).toEqual(await shapeOf(url));
});

test('what is there is replaced only when that is said, and can be had back', async () => {
  const first = await backedUp();
  const second = await backedUp();
  await query(second.url, `update member set name = 'somebody else'`);
  const before = await rowsOf(second.url);
  const photos = await photosOf(second.dataDir);
  expect(await refused([first.file], second.env)).toBe(
    'The database is not empty: name an empty one, or say --replace; what is there is then backed up first.',
  );
  expect(await rowsOf(second.url)).toEqual(before);

  const { stdout, stderr } = await palHere(['restore', first.file, '--replace', '--json'], second.env);
  expect(stderr).toBe('');
  expect(await rowsOf(second.url)).toEqual(await rowsOf(first.url));
  const point = JSON.parse(stdout).before as string;
  expect(path.basename(point)).toMatch(/^boost-before-restore-\d{8}T\d{9}Z\.tar\.gz$/);
  expect(path.dirname(point)).toBe(path.join(second.dataDir, 'backups'));

  const back = await palHere(['restore', point, '--replace'], second.env);
  expect(back.stdout).toMatch(
    /^What was there: Backed up to .*\nRestored .*\. Start the bot: npm start\.\n$/,
  );
  expect(await rowsOf(second.url)).toEqual(before);
  expect(await photosOf(second.dataDir)).toEqual(expect.arrayContaining(photos));
});

test('tables that are not ours are never replaced', async () => {
  const { file } = await backedUp();
  const foreign = await database('template0');
  await query(foreign, 'create table orders (id int)');
  const env = envOf(foreign, await freshFolder());
  const word =
    "The database holds the table orders, which is not Boost Pal's: restore into a database of its own.";
  expect(await refused([file, '--replace'], env)).toBe(word);
  // Another program whose migrations are kept in a table of the same name.
  await query(
    foreign,
    `create table _prisma_migrations (migration_name text, checksum text, finished_at timestamptz, rolled_back_at timestamptz)`,
  );
  await query(foreign, `insert into _prisma_migrations values ('20240101000000_shop', '', now())`);
  expect(await refused([file], env)).toBe(word);
  expect(await refused([file, '--replace'], env)).toBe(word);
  expect(await query(foreign, 'select from orders')).toEqual([]);
  // Another program with the same job queue, and its tables in a schema of its own.
  const busy = await database('template0');
  await migrateQueue(busy);
  await query(busy, `select from graphile_worker.add_job('mail')`);
  expect(await refused([file, '--replace'], envOf(busy, await freshFolder()))).toContain(
    'jobs of another program',
  );
  expect(await query(busy, 'select task_identifier as task from graphile_worker.jobs')).toEqual([
    { task: 'mail' },
  ]);
  const shared = await backedUp();
  await query(shared.url, 'create table orders (id int)');
  expect(await refused([file, '--replace'], shared.env)).toBe(word);
});

test('what others made on our tables is dropped only when that is said, by its name; the rest of theirs stays', async () => {
  const { url, env, file } = await backedUp();
  await query(
    url,
    `create schema reports; create view reports.days as select day from check_in; create view report as select * from reports.days;
    create view today as select current_date as day;
    create function shout(p proof) returns text language sql as $$ select upper(p.text) $$;
    create function half(n int) returns int language sql as $$ select n / 2 $$;
    create trigger watch after insert on proof for each row execute function suppress_redundant_updates_trigger();
    create table reports.proof (id uuid constraint of_ours references proof);
    create trigger watch after insert on reports.proof for each row execute function suppress_redundant_updates_trigger()`,
  );
  const gone = [
    'foreign key of_ours on reports.proof',
    'function shout(proof)',
    'trigger watch on proof',
    'view report',
    'view reports.days',
  ];
  expect(await refused([file, '--replace'], env)).toBe(
    `What no backup holds hangs on the tables and would be dropped: ${gone.join(', ')}. ` +
      'Keep how they are made, then say --drop as well.',
  );
  expect(await query(url, 'select shout(p) as word from proof p, report')).toEqual([
    { word: '강변을 달렸어요' },
  ]);
  const { stdout } = await palHere(['restore', file, '--replace', '--drop'], env);
  expect(stdout).toContain(`\nDropped, and in no backup: ${gone.join(', ')}\nRestored `);
  expect(await query(url, 'select half(4) from today')).toEqual([{ half: 2 }]);
  expect(await query(url, `select from pg_views where viewname like 'report%'`)).toEqual([]);
});

test('a role that may not make the tables is told which grants it lacks, and with them restores', async () => {
  const { file } = await backedUp();
  const role = await loginRole();
  const empty = await database('template0');
  const name = new URL(empty).pathname.slice(1);
  const env = envOf(Object.assign(new URL(empty), role).href, await freshFolder());
  const told = (...grants: string[]) =>
    `The role ${role.username} may not make the tables in this database: run "${grants.join('; ')}" as its owner, then restore.`;
  const onDatabase = `grant create on database ${name} to ${role.username}`;
  const onSchema = `grant create on schema public to ${role.username}`;
  expect(await refused([file], env)).toBe(told(onDatabase, onSchema));
  await query(empty, onDatabase);
  expect(await refused([file], env)).toBe(told(onSchema));
  await query(empty, onSchema);
  expect((await palHere(['restore', file], env)).stderr).toBe('');
  expect(await query(empty, 'select text from proof')).toEqual([{ text: '강변을 달렸어요' }]);
});

test('nothing is restored under a running bot', async () => {
  const { file } = await backedUp();
  const running = await home();
  expect(await refused([file, '--replace'], running.env)).toBe(
    'A Boost Pal runs on this database, or was killed less than fifteen seconds ago: stop it, then restore.',
  );
  await running.stop();
  expect((await palHere(['restore', file, '--replace'], running.env)).stderr).toBe('');
});

test('a bot that is started while what is there is being saved is not restored over', async () => {
  const { url, env, file } = await backedUp();
  const before = await rowsOf(url);
  const holder = new Client({ connectionString: url });
  await holder.connect();
  onTestFinished(() => holder.end().catch(() => undefined));
  await holder.query('begin; lock table web_file in access exclusive mode');
  const restore = startProgram('src/adapters/cli/pal.ts', ['restore', file, '--replace'], env);
  await until('it waits', async () => {
    const waiting = await query(
      url,
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%access share%'`,
    );
    if (restore.child.exitCode !== null) throw new Error(restore.output().stderr);
    return waiting.length > 0;
  });
  await query(
    url,
    `insert into instance (id, pool_ids, beat_at) values ('x', '{}', now() + interval '1 minute')`,
  );
  await holder.query('rollback');
  await until('it ends', () => restore.child.exitCode !== null);
  expect(restore.output().stderr).toContain('stop it, then restore');
  expect(await rowsOf(url)).toEqual(before);
});

test('killed in the middle, everything is as it was; run again, it is restored', async () => {
  const first = await backedUp();
  const { url, env } = await backedUp();
  const before = await rowsOf(url);
  // Held where the old tables are gone and the new ones are empty.
  const holder = new Client({ connectionString: url });
  await holder.connect();
  onTestFinished(() => holder.end().catch(() => undefined));
  await holder.query('begin; lock table graphile_worker._private_tasks in access share mode');
  const restore = startProgram('src/adapters/cli/pal.ts', ['restore', first.file, '--replace'], env);
  await until('it waits', async () => {
    const waiting = await query(
      url,
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like 'truncate%'`,
    );
    if (restore.child.exitCode !== null) throw new Error(restore.output().stderr);
    return waiting.length > 0;
  });
  await restore.stop('SIGKILL');
  const busy = await palHere(['restore', first.file, '--replace'], envOf(url, await freshFolder()));
  expect(busy.stderr).toContain('stop it, then restore');
  await holder.end();
  await until('its session ended', async () => {
    const left = await query(
      url,
      `select from pg_stat_activity where datname = current_database() and application_name = 'boost-pal'`,
    );
    return left.length === 0;
  });
  expect(await rowsOf(url)).toEqual(before);
  expect((await palHere(['restore', first.file, '--replace'], env)).stderr).toBe('');
  expect(await rowsOf(url)).toEqual(await rowsOf(first.url));
});

test('the built-in database is backed up beside its bot, and restored without it', async () => {
  const dataDir = await freshFolder();
  await startedOnce(dataDir);
  const env = { BOOST_DATA_DIR: dataDir };
  const bot = startBot(env);
  const page = await bot.ready();
  await createVisitor(page).posted('강변을 달렸어요');
  await quietAt((await embeddedUrl(dataDir))!);
  const { file } = await backUp(env);
  const other = await freshFolder();
  await startedOnce(other);
  const running = startBot({ BOOST_DATA_DIR: other });
  await running.ready();
  expect(await refused([file, '--replace'], { BOOST_DATA_DIR: other })).toBe(
    `Boost Pal is already running on ${other}: stop that one first, or set another BOOST_DATA_DIR.`,
  );
  // A killed bot leaves its server behind; nobody owns that.
  await running.stop('SIGKILL');
  const replaced = await palHere(['restore', file, '--replace'], { BOOST_DATA_DIR: other });
  expect([replaced.stderr, replaced.code]).toEqual(['', 0]);
  expect((await readdir(path.join(other, 'backups'))).length).toBe(1);
  const fresh = await freshFolder();
  await startedOnce(fresh);
  expect((await palHere(['restore', file], { BOOST_DATA_DIR: fresh })).stderr).toBe('');
  expect(await embeddedUrl(fresh)).toBeNull();
  // That is also the way to a PostgreSQL of one's own.
  const own = await database('template0');
  expect((await palHere(['restore', file], envOf(own, await freshFolder()))).stderr).toBe('');
  expect(await query(own, 'select text from proof')).toEqual([{ text: '강변을 달렸어요' }]);
  const again = startBot({ BOOST_DATA_DIR: other });
  const { messages } = await createVisitor(await again.ready()).channel();
  expect(messages.map(({ text }) => text)).toContain('강변을 달렸어요');
  expect((await again.stop()).code).toBe(0);
  expect((await bot.stop()).code).toBe(0);
});
