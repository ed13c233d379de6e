import { expect, onTestFinished, test } from 'vitest';
import type { Config } from '../../../src/config.ts';
import type { ChannelRef, MemberRef, MessageRef, WorkspaceRef } from '../../../src/core/model/ids.ts';
import { startFaultyModel } from '../../fakes/model/index.ts';
import { startTestApp, until } from '../../support/app.ts';
import { beginChallenge } from '../../support/challenge.ts';
import { freshDatabase } from '../../support/database.ts';
import { inboundOver } from '../../support/inbound.ts';
import { clockOfOneDay } from '../../support/one-day.ts';
import { modelAlone } from '../../support/settings.ts';

test('fifty proofs at once on a small budget: everybody is cheered, the cap holds, the figures tell of it', async () => {
  const [database, model] = await Promise.all([freshDatabase(), startFaultyModel()]);
  const cap = 120_000;
  model.uses({ input: 3_000, cached: 0, output: 100 });
  model.thinksFor(50);
  const config: Partial<Config> = {
    model: {
      ...{ apiKey: 'sk-test', baseURL: model.baseURL, model: 'whole', api: 'chat', json: 'strict' },
      ...{ vision: true, price: { input: 1, cached: 1, written: 1, output: 1 } },
      ...modelAlone,
    },
    limits: { day: cap, month: 10 * cap, memberCalls: 20 },
  };
  const app = await startTestApp(database.url, config, { clock: clockOfOneDay() });
  onTestFinished(async () => {
    await app.stop();
    await Promise.all([model.close(), database.drop()]);
  });
  const { db } = app.storage;
  const place = { workspace: 'room' as WorkspaceRef, channel: 'room-today' as ChannelRef };
  await beginChallenge(app.storage, { name: 'web', ...place });
  const inbound = inboundOver(app.storage);
  const messages = await db.$queryRaw<{ id: bigint }[]>`
    insert into web_message (workspace, channel, author, text)
    select 'room', 'room-today', 'member-' || n, '한강에서 5km 달렸다' from generate_series(1, 50) n returning id`;
  const highest: number[] = [];
  const looking = setInterval(
    () =>
      void db.$queryRaw<
        { sum: number }[]
      >`select coalesce(sum(reserved + spent), 0)::int as sum from budget`.then(
        ([row]) => highest.push(row!.sum),
        () => undefined,
      ),
    50,
  );
  await Promise.all(
    messages.map(({ id }, n) =>
      inbound.message({
        ...{
          platform: 'web',
          ...place,
          member: { ref: `member-${n}` as MemberRef, name: '지민', manager: false },
        },
        ...{ message: String(id) as MessageRef, at: Date.now(), text: '한강에서 5km 달렸다' },
        ...{ attachments: [], inThread: false, mentionsBot: false },
      }),
    ),
  );
  await until(
    'fifty cheers',
    async () => {
      const [row] = await db.$queryRaw<{ count: number }[]>`
        select count(*)::int as count from web_message m join delivery d on d.key = m.key and d.key like 'cheer:%'`;
      return row!.count === 50;
    },
    40_000,
  );
  clearInterval(looking);
  const sources = await db.$queryRaw<{ source: string; reason: string | null; count: number }[]>`
    select source, reason, count(*)::int as count from cheer group by 1, 2 order by 1`;
  expect(sources.map(({ source, reason }) => [source, reason])).toEqual([
    ['model', null],
    ['template', 'unavailable: budget'],
  ]);
  const [fromModel, fromTemplate] = sources.map(({ count }) => count);
  expect(fromModel! + fromTemplate!).toBe(50);
  expect(fromModel).toBeGreaterThan(2);
  expect(model.requests).toHaveLength(fromModel!);
  expect(Math.max(...highest)).toBeLessThanOrEqual(cap);
  const [ledger] = await db.$queryRaw<{ reserved: number; spent: number }[]>`
    select sum(reserved)::int as reserved, sum(spent)::int as spent from budget`;
  expect(ledger).toEqual({ reserved: 0, spent: fromModel! * 3_100 });

  const metrics = await fetch(`${app.url}/metrics`).then((answer) => answer.text());
  expect(metrics).toContain(
    `boost_model_calls_total{model="whole",purpose="cheer",outcome="answer",reason=""} ${fromModel}`,
  );
  expect(metrics).toContain(
    `boost_model_spent_microdollars_total{model="whole",purpose="cheer"} ${fromModel! * 3_100}`,
  );
  expect(metrics).toMatch(/boost_model_state\{endpoint="127\.0\.0\.1:\d+",model="whole",what="open"\} 0/);
  const refused = app.log.filter(({ event }) => event === 'budget.refused');
  expect(refused).toHaveLength(fromTemplate!);
}, 60_000);
