import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { statusBytes } from '../photos/children.ts';
import { seed } from '../setup/seed.ts';
import { until } from '../support/app.ts';
import { type Chat, discordChat, type Post, slackChat } from './chats.ts';
import { dice } from './dice.ts';
import { figures } from './figures.ts';
import { type Trouble, troubles } from './troubles.ts';
import { openWorld, zone } from './world.ts';

const { soak } = figures;
const everyMs = 1_000 / soak.perSecond;
/** So long after a fault what it left may still be worked off. */
const afterMs = 3_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A first proof, posted when nothing was wrong, nor was to be until its time for credit was up. */
interface Calm {
  readonly post: Post;
  readonly at: number;
}

test(`${soak.seconds} s at ${soak.perSecond} proofs a second, faults on and off, seed ${seed}`, {
  timeout: soak.seconds * 2_000 + 600_000,
}, async () => {
  const roll = dice(seed);
  const discord = await discordChat({ rateLimits: 'off' });
  const slack = await slackChat(zone, { ackTimeoutMs: 10_000 });
  const world = await openWorld([discord, slack]);
  let watching = true;
  try {
    const main = await world.start();
    const worker = await world.start({ role: 'worker' });
    const all = shuffled(
      troubles({ discord: discord.fake, slack: slack.fake, databaseUrl: world.url, worker }),
      roll,
    );
    const begun = performance.now();
    const over = () => performance.now() - begun > soak.seconds * 1_000;
    let troubled = false;
    /** The next fault is near: what is posted now could not be measured to the end. */
    let waning = false;
    let lastTrouble = Number.NEGATIVE_INFINITY;
    const struck = new Map<string, number>();
    /** Those that wait for their mark. */
    const open = new Set<Calm>();
    const people = new Map<Chat, number>([discord, slack].map((chat) => [chat, 0]));
    const credits: number[] = [];
    const rss = [main, worker].map(() => [] as [ms: number, bytes: number][]);
    const handles = [main, worker].map(() => [] as number[]);

    async function post(): Promise<number> {
      let n = 0;
      for (; !over(); n++) {
        await pause(Math.max(0, begun + n * everyMs - performance.now()));
        const chat = roll() < 0.5 ? discord : slack;
        const at = performance.now();
        const calm = !troubled && !waning && at - lastTrouble > afterMs;
        const many = people.get(chat)!;
        // Mostly somebody who has done it today already: taken in and left alone, while only credit is measured.
        const again = many > 0 && roll() > soak.newcomers;
        const post = chat.post(`꾸준히 ${n}`, { by: again ? Math.floor(roll() * many) : many });
        if (again) continue;
        people.set(chat, many + 1);
        if (calm) open.add({ post, at });
      }
      return n;
    }
    /** Looks often for marks: what counts is how long a member waits for one. */
    async function watch(): Promise<void> {
      while (watching) {
        for (const each of open) {
          if (!each.post.marked()) continue;
          open.delete(each);
          credits.push(performance.now() - each.at);
        }
        await pause(20);
      }
    }
    /** Whoever waits still, though their time is up, waited at least so long. */
    function overtaken(): void {
      for (const { at } of open) credits.push(performance.now() - at);
      open.clear();
    }
    async function weigh(): Promise<void> {
      while (!over()) {
        [main, worker].forEach(({ pid }, n) => {
          rss[n]!.push([performance.now(), statusBytes(pid, 'VmRSS')]);
          handles[n]!.push(readdirSync(`/proc/${pid}/fd`).length);
        });
        await pause(1_000);
      }
    }
    async function trouble(one: Trouble): Promise<void> {
      troubled = true;
      const { hits, end } = await one.begin();
      await pause(1_000 + roll() * 2_000);
      await until(`${one.name} to strike`, () => hits() > 0);
      await end();
      struck.set(one.name, (struck.get(one.name) ?? 0) + hits());
      lastTrouble = performance.now();
      troubled = false;
    }
    async function makeTrouble(): Promise<void> {
      for (let n = 0; ; n++) {
        await pause(afterMs + 2_000 + roll() * 2_000);
        waning = true;
        await pause(soak.creditMs);
        overtaken();
        if (over()) break;
        await trouble(all[n % all.length]!);
        waning = false;
      }
      watching = false;
    }
    const [posted] = await Promise.all([post(), watch(), weigh(), makeTrouble()]);

    const wrong = await world.verdict(soak.terminalMs);
    const slopes = rss.map((points) => slope(points.slice(points.length / 2)));
    // Half of the time for what is opened when it is first needed; then as many at the end as there were.
    const more = handles.map((all) => {
      const half = all.slice(all.length / 2);
      return at(half.slice(half.length / 2), 0.5) - at(half.slice(0, half.length / 2), 0.5);
    });
    console.log(
      `soak: ${posted} proofs; ${credits.length} credited in calm, p50 ${at(credits, 0.5)} ms, ` +
        `p95 ${at(credits, 0.95)} ms, p99 ${at(credits, 0.99)} ms; memory ${slopes.map((each) => `${each.toFixed(1)} MB/min`).join(' and ')}; handles ${more.join(' and ')} more; ` +
        `struck ${JSON.stringify(Object.fromEntries(struck))}`,
    );
    expect(wrong).toEqual([]);
    expect([main.ended(), worker.ended()]).toEqual([false, false]);
    expect([...struck.keys()].sort()).toEqual(all.map(({ name }) => name).sort());
    expect(credits.length, 'took too long').toBeGreaterThan((posted * soak.newcomers) / 10);
    expect(at(credits, 0.95), 'took too long').toBeLessThan(soak.creditMs);
    expect(Math.max(...more)).toBeLessThanOrEqual(soak.moreHandles);
    if (soak.memoryPerMinute) expect(Math.max(...slopes)).toBeLessThan(soak.memoryPerMinute);
  } finally {
    watching = false;
    await world.close();
  }
});

function at(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0);
}

/** Least squares: how many MB a minute the memory grows by. */
function slope(points: readonly (readonly [ms: number, bytes: number])[]): number {
  const mean = (of: 0 | 1) => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [meanMs, meanBytes] = [mean(0), mean(1)];
  const up = points.reduce((sum, [ms, bytes]) => sum + (ms - meanMs) * (bytes - meanBytes), 0);
  const across = points.reduce((sum, [ms]) => sum + (ms - meanMs) ** 2, 0);
  return across === 0 ? 0 : ((up / across) * 60_000) / 2 ** 20;
}

function shuffled<T>(items: readonly T[], roll: () => number): readonly T[] {
  return items
    .map((item) => ({ item, place: roll() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}
