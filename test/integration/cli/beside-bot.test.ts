import { Client } from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { embeddedUrl } from '../../../src/adapters/postgres/embedded/address.ts';
import { until } from '../../support/app.ts';
import { startedOnce } from '../../support/database.ts';
import { palHere } from '../../support/pal.ts';
import { freshFolder, pal, startBot } from '../../support/program.ts';
import { createVisitor } from '../web/visitor.ts';

// Each of them starts programs, which a busy machine is slow to do.
vi.setConfig({ testTimeout: 90_000 });

const create = ['challenge', 'create', '--workspace', 'web:demo', '--channel', 'today'];

async function query(dataDir: string) {
  const client = new Client({ connectionString: (await embeddedUrl(dataDir))! });
  client.on('error', () => undefined);
  await client.connect();
  onTestFinished(() => client.end());
  return async (sql: string, values: unknown[] = []) => (await client.query(sql, values)).rows;
}

test('a challenge made beside a running bot is live and welcomed at once', async () => {
  const dataDir = await freshFolder();
  await startedOnce(dataDir);
  const env = { BOOST_DATA_DIR: dataDir };
  const bot = startBot(env);
  const page = await bot.ready();

  const made = await pal(
    [...create, '--title', '아침 러닝', '--goal', 'week:3', '--proof', 'text', '--json'],
    env,
  );
  expect(made.stderr).toBe('');
  expect(made.code).toBe(0);
  const challenge = JSON.parse(made.stdout);
  expect(challenge).toMatchObject({
    made: true,
    goal: 'week:3',
    proof: 'text',
    timezone: 'Asia/Seoul',
    warning: null,
  });

  const rows = await query(dataDir);
  await until('the welcome', async () => {
    const [welcome] = await rows(`select view from web_message where key = $1`, [`welcome:${challenge.id}`]);
    return welcome;
  });
  await createVisitor(page, 'junho').posted('아침 러닝 3 km 달렸어요');
  await until(
    'the check-in',
    async () => (await rows('select 1 from check_in where challenge_id = $1', [challenge.id]))[0],
  );

  const again = await palHere(
    [...create, '--title', '아침 러닝', '--goal', 'week:3', '--proof', 'text', '--json'],
    env,
  );
  expect(JSON.parse(again.stdout)).toMatchObject({ id: challenge.id, made: false });
  const list = await palHere(['challenge', 'list', '--workspace', 'web:demo', '--json'], env);
  expect(JSON.parse(list.stdout).map((each: { title: string }) => each.title)).toEqual([
    '매일 조금씩',
    '아침 러닝',
  ]);

  expect((await palHere(['doctor'], env)).code).toBe(0);
  expect(bot.child.exitCode).toBeNull();
  expect((await fetch(`${page}/readyz`)).status).toBe(200);
  expect((await bot.stop()).code).toBe(0);
});

test('without a bot the built-in database is started for the while, and not left running', async () => {
  const dataDir = await freshFolder();
  const env = { BOOST_DATA_DIR: dataDir };
  expect((await pal([...create, '--title', 'Read', '--goal', 'daily'], env)).stdout).toMatch(/^Made: Read/);
  expect(await embeddedUrl(dataDir)).toBeNull();
  const list = await palHere(['challenge', 'list', '--json'], env);
  expect(JSON.parse(list.stdout)).toHaveLength(1);
  expect((await palHere(['doctor', '--json'], env)).code).toBe(0);
  expect(await embeddedUrl(dataDir)).toBeNull();

  const bot = startBot(env);
  await bot.ready();
  const rows = await query(dataDir);
  await until('the welcome of what was made before', async () => {
    const all = await rows(`select key from web_message where key like 'welcome:%'`);
    return all.length === 2;
  });
});
