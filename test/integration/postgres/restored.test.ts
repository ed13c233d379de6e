import { Client, Pool, type PoolConfig } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { createRestored, keepRestored } from '../../../src/adapters/postgres/backup/restored.ts';
import { createLedger } from '../../../src/adapters/postgres/ledger.ts';
import type { DeliveryKey } from '../../../src/core/model/ids.ts';
import { database, query } from '../cli/backups.ts';

const quarter = 15 * 60_000;

function connect(url: string, more: PoolConfig = {}): Pool {
  const pool = new Pool({ connectionString: url, max: 1, ...more });
  // It may not be closed yet when its database is dropped.
  pool.on('connect', (client) => client.on('error', () => undefined));
  onTestFinished(() => pool.end());
  return pool;
}

test('what may have been said between a backup and its restore is known until a quarter of an hour after the first start', async () => {
  const url = await database();
  const pool = connect(url);
  let now = Date.now();
  const clock = { now: () => now };
  expect(await createRestored(pool, clock).saidSince(now, null, false)).toBeNull();

  const client = new Client({ connectionString: url });
  await client.connect();
  const from = now - 6 * 3_600_000;
  await keepRestored(client, from);
  const { rows } = await client.query<{ to: number }>(
    `select (value::jsonb->>'to')::float8 as to from note where key = 'restored'`,
  );
  await client.end();
  const { to } = rows[0]!;

  // Started the next morning.
  now += 12 * 3_600_000;
  const started = now;
  const restored = createRestored(pool, clock);
  const saidSince = (createdAt: number, proofAt: number | null = null) =>
    Promise.all([
      restored.saidSince(createdAt, proofAt, false),
      restored.saidSince(createdAt, proofAt, true),
    ]);
  expect(await saidSince(from - 1)).toEqual([from - 1, from - 1]);
  // A private line cannot be looked for: planned after the restore it is simply said.
  expect(await saidSince(to)).toEqual([from, null]);
  expect(await saidSince(started + quarter - 1)).toEqual([from, null]);
  expect(await saidSince(started + quarter)).toEqual([null, null]);
  // About a proof of the backup it may have been said, also what is private; about a later one nothing was.
  expect(await saidSince(started, to - 1)).toEqual([from, from]);
  expect(await saidSince(started, to)).toEqual([null, null]);

  // A second instance, or a later start, does not begin the quarter anew.
  now += 3_600_000;
  expect(await createRestored(pool, clock).saidSince(now, null, false)).toBeNull();
});

test('where that cannot be read, nothing is claimed: a private line that was never sent is not taken for one that was', async () => {
  const url = await database();
  const pool = connect(url, { lock_timeout: 50 });
  const key = 'note:x' as DeliveryKey;
  await query(
    url,
    `with w as (insert into workspace (platform, ref, name, locale, timezone) values ('discord', '1', 'x', 'ko', 'Asia/Seoul') returning id)
      insert into delivery (key, workspace_id, effect) select $1, id, '{"do": "post", "target": {"kind": "private", "channel": "1",
        "member": "7"}, "view": {"view": "note", "line": ["x"]}}' from w`,
    [key],
  );
  const ledger = createLedger({ pool }, { now: Date.now, monotonic: () => performance.now() });
  const holder = new Client({ connectionString: url });
  await holder.connect();
  onTestFinished(() => holder.end());
  await holder.query('begin; lock table note in access exclusive mode');
  await expect(ledger.claim(key)).rejects.toThrow('lock timeout');
  await holder.query('rollback');
  expect(await ledger.claim(key)).toMatchObject({ kind: 'claimed', attempts: 1, maybeSent: false });
});

test('a question is asked anew though one of the same words was asked before the restore: only its own buttons name what the database knows', async () => {
  const url = await database();
  const pool = connect(url);
  const ledger = createLedger({ pool }, { now: Date.now, monotonic: () => performance.now() });
  const plan = (key: string) =>
    query(
      url,
      `with w as (insert into workspace (platform, ref, name, locale, timezone) values ('discord', '1', 'x', 'ko', 'Asia/Seoul')
          on conflict (platform, ref) do update set name = 'x' returning id)
        insert into delivery (key, workspace_id, effect) select $1, id, '{"do": "post", "target": {"kind": "thread", "on": "1/2/3",
          "title": "x"}, "view": {"view": "note", "line": ["x"]}}' from w`,
      [key],
    );
  await plan('choose:waited');
  const client = new Client({ connectionString: url });
  await client.connect();
  const from = Date.now() - 3_600_000;
  await keepRestored(client, from);
  await client.end();
  await plan('choose:anew');
  await plan('note:anew');
  const claim = (key: string) => ledger.claim(key as DeliveryKey);
  expect(await claim('note:anew')).toMatchObject({ kind: 'claimed', saidSince: from });
  expect(await claim('choose:waited')).toMatchObject({ kind: 'claimed', saidSince: from });
  const anew = await claim('choose:anew');
  expect(anew).toMatchObject({ kind: 'claimed', maybeSent: false });
  expect(anew).not.toHaveProperty('saidSince');
});

test('what is planned only after the restore may have been said about a proof of the backup, privately too, and about no later one', async () => {
  const url = await database();
  const pool = connect(url);
  const ledger = createLedger({ pool }, { now: Date.now, monotonic: () => performance.now() });
  const client = new Client({ connectionString: url });
  await client.connect();
  onTestFinished(() => client.end());
  const post = (message: string) =>
    query(
      url,
      `with w as (insert into workspace (platform, ref, name, locale, timezone) values ('discord', '1', 'x', 'ko', 'Asia/Seoul')
          on conflict (platform, ref) do update set name = 'x' returning id)
        insert into proof (workspace_id, message_ref, channel_ref) select id, $1, '1' from w`,
      [message],
    );
  await post('held');
  const from = Date.now() - 3_600_000;
  await keepRestored(client, from);
  await post('later');
  await query(
    url,
    `insert into delivery (key, workspace_id, proof_id, effect)
      select kind || ':' || message_ref, workspace_id, id, jsonb_build_object('do', 'post', 'target', jsonb_build_object('kind', target))
      from proof, (values ('cheer', 'thread'), ('nudge-offer', 'private'), ('choose', 'private')) of(kind, target)`,
  );
  const claims = ['cheer', 'nudge-offer', 'choose'].flatMap((kind) =>
    ['held', 'later'].map(async (message) => {
      const claimed = await ledger.claim(`${kind}:${message}` as DeliveryKey);
      return [`${kind} ${message}`, 'saidSince' in claimed ? claimed.saidSince : null];
    }),
  );
  expect(Object.fromEntries(await Promise.all(claims))).toEqual({
    'cheer held': from,
    'cheer later': null,
    'nudge-offer held': from,
    'nudge-offer later': null,
    // The answer to an earlier question is lost.
    'choose held': null,
    'choose later': null,
  });
});
