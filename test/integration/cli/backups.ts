import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';
import { inject, onTestFinished } from 'vitest';
import { jpegPhoto } from '../../fixtures/photos.ts';
import { startTestApp, until } from '../../support/app.ts';
import { freshDatabase } from '../../support/database.ts';
import { everyRow } from '../../support/every-row.ts';
import { palHere } from '../../support/pal.ts';
import { type Env, freshFolder } from '../../support/program.ts';
import { createVisitor, type Visitor } from '../web/visitor.ts';

export async function database(template?: 'template0'): Promise<string> {
  const made = await freshDatabase(template);
  onTestFinished(() => made.drop());
  return made.url;
}

/** A role that may log in and nothing else, as a URL names it. To be made before the databases it is given rights in, which go first. */
export async function loginRole(): Promise<{ readonly username: string; readonly password: string }> {
  const username = `role_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  const server = inject('databaseUrl');
  await query(server, `create role ${username} login password '${password}'`);
  onTestFinished(async () => {
    await query(server, `drop role ${username}`);
  });
  return { username, password };
}

export async function query<T>(url: string, sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows as T[];
  } finally {
    await client.end();
  }
}

/** Who runs just now is no part of a backup, that one was put back is news, and the queue's tables are as old as the database. */
const ofTheMoment = ['public.instance', 'public.lease', 'public.note', 'graphile_worker.migrations'];

/** A word for each table, another one as soon as any of its rows is. */
export async function rowsOf(url: string): Promise<Readonly<Record<string, string>>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const $queryRaw = async (text: TemplateStringsArray) => (await client.query(text.join(''))).rows;
    const $queryRawUnsafe = async (text: string) => (await client.query(text)).rows;
    const rows = await everyRow({ db: { $queryRaw, $queryRawUnsafe } } as never);
    return Object.fromEntries(Object.entries(rows).filter(([name]) => !ofTheMoment.includes(name)));
  } finally {
    await client.end();
  }
}

/** Everything the schema consists of, in words. */
export const shapeOf = (url: string) =>
  query(
    url,
    `select pg_get_functiondef(p.oid) as word from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind = 'f'
      union all select indexdef from pg_indexes where schemaname = 'public'
      union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
        where connamespace = 'public'::regnamespace
      union all select tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal
      union all select viewname || ' ' || definition from pg_views where schemaname = 'public'
      union all select table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '')
        from information_schema.columns where table_schema = 'public'
      order by 1`,
  );

export async function photosOf(dataDir: string) {
  const folder = path.join(dataDir, 'photos');
  const names = (await readdir(folder, { recursive: true })).filter((name) => /[0-9a-f]{64}$/.test(name));
  return Promise.all(
    names.sort().map(async (name) => [name, (await readFile(path.join(folder, name))).toString('base64')]),
  );
}

export const envOf = (url: string, dataDir: string): Env => ({ DATABASE_URL: url, BOOST_DATA_DIR: dataDir });

/** A whole program on a database of its own. */
export async function home() {
  const url = await database();
  const dataDir = await freshFolder();
  const app = await startTestApp(url, { dataDir });
  let stopped: Promise<void> | null = null;
  const stop = () => {
    stopped ??= app.stop();
    return stopped;
  };
  onTestFinished(stop);
  return { url, dataDir, app, stop, env: envOf(url, dataDir), visitor: createVisitor(app.url!) };
}

export async function postPhoto(visitor: Visitor, text: string): Promise<void> {
  const { body } = await visitor.upload(await jpegPhoto({ width: 900, height: 700 }));
  await visitor.posted(text, { files: [body.id] });
}

/** Nothing waits any more: no photo to keep, nothing to say. */
export const quietAt = (url: string) =>
  until('everything to be said', async () => {
    const [row] = await query<{ n: string }>(
      url,
      `select (select count(*) from delivery where state in ('pending', 'sending'))
        + (select count(*) from photo where state = 'waiting') + (select count(*) from cheer where state not in ('posted', 'givenUp')) as n`,
    );
    return row!.n === '0';
  });

/** A backup, and what it said of itself. */
export async function backUp(env: Env, ...more: string[]) {
  const { code, stdout, stderr } = await palHere(['backup', '--json', ...more], env);
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as {
    file: string;
    rows: number;
    photos: number;
    missing: number;
    deleted: string[];
  };
}

/** A home with a day in it, stopped, and its backup. */
export async function backedUp() {
  const there = await home();
  await postPhoto(there.visitor, '강변을 달렸어요');
  await quietAt(there.url);
  await there.stop();
  return { ...there, ...(await backUp(there.env)) };
}
