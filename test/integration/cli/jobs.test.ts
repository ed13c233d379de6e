import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { until } from '../../support/app.ts';
import { freshDatabase } from '../../support/database.ts';
import { palHere } from '../../support/pal.ts';
import { freshFolder, pal, startBot } from '../../support/program.ts';

// Each of them starts programs, which a busy machine is slow to do.
vi.setConfig({ testTimeout: 90_000 });

let database: Awaited<ReturnType<typeof freshDatabase>>;
let workspace: string;
const client = () => new Client({ connectionString: database.url });

async function query<T>(sql: string, values: unknown[] = []): Promise<T[]> {
  const connection = client();
  await connection.connect();
  try {
    return (await connection.query(sql, values)).rows as T[];
  } finally {
    await connection.end();
  }
}

beforeAll(async () => {
  database = await freshDatabase();
  const [row] = await query<{ id: string }>(
    `insert into workspace (platform, ref, name, locale, timezone) values ('web', 'demo', 'demo', 'ko', 'Asia/Seoul') returning id`,
  );
  workspace = row!.id;
});
afterAll(() => database.drop());

async function env() {
  const folder = await freshFolder();
  onTestFinished(async () => {
    await query(`delete from delivery`);
    await query(`select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs`);
  });
  return { DATABASE_URL: database.url, BOOST_DATA_DIR: folder };
}

/** A delivery that died `diedAgo` ago with these words in it. */
async function dead(reason: string, { diedAgo = '1 minute', text = 'hello' } = {}): Promise<string> {
  const key = `test:${randomUUID()}`;
  const view = { view: 'note', lines: [[text]], buttons: [] };
  await query(
    `insert into delivery (key, workspace_id, effect, state, reason, attempts, created_at, updated_at)
     values ($1, $2, $3, 'dead', $4, 4, now() - $5::interval, now() - $5::interval)`,
    [
      key,
      workspace,
      JSON.stringify({ do: 'post', target: { kind: 'channel', channel: 'today' }, view }),
      reason,
      diedAgo,
    ],
  );
  return key;
}

/** A job of the queue that used up its tries. */
async function deadJob(task: string, diedAgo: string): Promise<string> {
  const [job] = await query<{ id: string }>(
    `select id from graphile_worker.add_job($1, json_build_object('proof', $2::text))`,
    [task, randomUUID()],
  );
  await query(
    `update graphile_worker._private_jobs set attempts = max_attempts, last_error = E'model: no answer\\n    at x',
       created_at = now() - $2::interval, updated_at = now() - $2::interval where id = $1`,
    [job!.id, diedAgo],
  );
  return `job:${job!.id}`;
}

test('the doctor names what is dead, jobs as well as deliveries', async () => {
  const at = await env();
  const found = async () => {
    const { findings } = JSON.parse((await palHere(['doctor', '--json'], { ...at, PORT: '0' })).stdout) as {
      findings: { level: string; what: string; found: string }[];
    };
    return findings.filter(({ level }) => level === 'warn').map(({ what, found }) => `${what}: ${found}`);
  };
  const before = await found();
  await deadJob('cheer', '10 days');
  await dead('invalid: 200000', { diedAgo: '10 days' });
  expect(await found()).toEqual([...before, 'Jobs: 1 used up their tries']);
  await dead('invalid: 200000');
  expect(await found()).toEqual([
    ...before,
    'Deliveries: 1 died in the last seven days',
    'Jobs: 1 used up their tries',
  ]);
});

test('what is dead is listed oldest first, narrowed by reason and time, without anyone’s words', async () => {
  const at = await env();
  const forbidden = await dead('forbidden: 50013 SEND_MESSAGES', {
    diedAgo: '3 hours',
    text: 'secret words',
  });
  const old = await dead('outcome unknown: 503', { diedAgo: '3 days' });
  const cheer = await deadJob('cheer', '30 minutes');

  const all = await palHere(['jobs', 'list', '--json'], at);
  expect(all.code).toBe(0);
  const letters = JSON.parse(all.stdout);
  expect(letters.map((each: { key: string }) => each.key)).toEqual([old, forbidden, cheer]);
  expect(letters.map((each: { redrivable: boolean }) => each.redrivable)).toEqual([false, true, true]);
  expect(letters[1]).toMatchObject({ workspace: 'web:demo', what: 'post', attempts: 4 });
  expect(letters[2]).toMatchObject({ kind: 'job', what: 'cheer', reason: 'model: no answer' });

  // Who says no more than "jobs" wants to see them.
  const plain = await palHere(['jobs'], at);
  expect(plain.stdout).toMatch(/dead for 3h {2}4 tries {2}forbidden: 50013 SEND_MESSAGES/);
  expect(plain.stdout).toMatch(/dead for 3d.*older than a day: closed, not said/);
  expect(plain.stdout + all.stdout).not.toContain('secret words');

  const keys = async (...narrow: string[]) =>
    JSON.parse((await palHere(['jobs', 'list', '--json', ...narrow], at)).stdout).map(
      (each: { key: string }) => each.key,
    );
  expect(await keys('--reason', 'FORBIDDEN')).toEqual([forbidden]);
  expect(await keys('--since', '1h')).toEqual([cheer]);
  expect(await keys('--limit', '1')).toEqual([old]);

  const shown = await palHere(['jobs', 'show', forbidden], at);
  expect(shown.stdout).toMatch(/state {6}dead/);
  expect(shown.stdout).not.toContain('secret words');
  expect((await palHere(['jobs', 'show', cheer], at)).stdout).toMatch(/what {7}cheer/);
});

test('redriven letters are posted once by the running bot; asked again, nothing happens; old ones are closed unsaid', async () => {
  const at = await env();
  const bot = startBot(at);
  await bot.ready();
  const fresh = await dead('forbidden: 50013', { text: 'said after all' });
  const old = await dead('forbidden: 50013', { diedAgo: '25 hours', text: 'too late' });
  const other = await dead('invalid: 200000');

  const first = await palHere(['jobs', 'redrive', '--reason', 'forbidden', '--json'], at);
  expect(first.code).toBe(0);
  expect(JSON.parse(first.stdout)).toEqual({ redriven: [fresh], closed: [old] });
  await until('the post', async () => (await query('select 1 from web_message where key = $1', [fresh]))[0]);
  await until('its end', async () => {
    const [row] = await query<{ state: string }>('select state from delivery where key = $1', [fresh]);
    return row?.state === 'sent';
  });

  const second = await palHere(['jobs', 'redrive', '--reason', 'forbidden', '--json'], at);
  expect(JSON.parse(second.stdout)).toEqual({ redriven: [], closed: [] });
  const states = await query<{ key: string; state: string }>(
    `select key, state from delivery where key = any($1) order by state`,
    [[fresh, old, other]],
  );
  expect(states.map(({ state }) => state)).toEqual(['dead', 'sent', 'skipped']);
  expect(await query('select 1 from web_message where key = $1', [old])).toHaveLength(0);

  expect((await palHere(['jobs', 'redrive', other], at)).stdout).toMatch(/^1 redriven, 0 closed/m);
  const gone = await palHere(['jobs', 'redrive', fresh], at);
  expect(gone).toMatchObject({ code: 1, stdout: '' });
  expect(gone.stderr).toMatch(/is not dead/);
});

test('two operators redriving at once bring each letter back once', async () => {
  const at = await env();
  const keys = await Promise.all(Array.from({ length: 8 }, () => dead('unavailable')));
  const both = await Promise.all([
    pal(['jobs', 'redrive', '--json'], at),
    pal(['jobs', 'redrive', '--json'], at),
  ]);
  const redriven = both.flatMap(({ stdout }) => JSON.parse(stdout).redriven as string[]);
  expect(redriven.sort()).toEqual(keys.sort());
  const [jobs] = await query<{ count: number }>(
    `select count(*)::int as count from graphile_worker.jobs where key like 'deliver:test:%'`,
  );
  expect(jobs!.count).toBe(8);
});

test('dead jobs of the queue run again; those that would post after a day are over', async () => {
  const at = await env();
  const cheer = await deadJob('cheer', '2 hours');
  const oldCheer = await deadJob('cheer', '2 days');
  const erase = await deadJob('erasePhotos', '2 days');
  const said = JSON.parse((await palHere(['jobs', 'redrive', '--json'], at)).stdout);
  expect(said.redriven.sort()).toEqual([cheer, erase].sort());
  expect(said.closed).toEqual([oldCheer]);
  const waiting = await query<{ id: string }>(`select id from graphile_worker.jobs where attempts = 0`);
  expect(waiting.map(({ id }) => `job:${id}`).sort()).toEqual([cheer, erase].sort());
});
