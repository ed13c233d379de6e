import { expect, test } from 'vitest';
import { statusBytes } from '../photos/children.ts';
import { seed } from '../setup/seed.ts';
import { discordChat, type Post, slackChat } from './chats.ts';
import { dice } from './dice.ts';
import { figures } from './figures.ts';
import { type Trouble, troubles } from './troubles.ts';
import { openWorld, zone } from './world.ts';

const { soak } = figures;
const everyMs = 1_000 / soak.perSecond;
/** So long after a fault what it left may still be worked off. */
const afterMs = 3_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Posted {
  readonly post: Post;
  readonly at: number;
  /** Whether nothing was wrong when it was posted. */
  readonly calm: boolean;
}

test(`${soak.seconds} s at ${soak.perSecond} proofs a second, faults on and off, seed ${seed}`, {
  timeout: soak.seconds * 2_000 + 600_000,
}, async () => {
  const roll = dice(seed);
  const discord = await discordChat({ rateLimits: 'off' });
  const slack = await slackChat(zone, { ackTimeoutMs: 10_000 });
  const world = await openWorld([discord, slack]);
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
    let lastTrouble = Number.NEGATIVE_INFINITY;
    const struck = new Map<string, number>();
    const open = new Set<Posted>();
    const credits: number[] = [];
    const rss = [main, worker].map(() => [] as [ms: number, bytes: number][]);

    async function post(): Promise<number> {
      let n = 0;
      for (; !over(); n++) {
        await pause(Math.max(0, begun + n * everyMs - performance.now()));
        const chat = roll() < 0.5 ? discord : slack;
        const at = performance.now();
        const calm = !troubled && at - lastTrouble > afterMs;
        open.add({ post: chat.post(`꾸준히 ${n}`), at, calm });
      }
      return n;
    }
    /** Looks often for marks: what counts is how long a member waits for one. */
    async function watch(): Promise<void> {
      while (!over()) {
        for (const each of open) {
          if (!each.post.marked()) continue;
          open.delete(each);
          // What a later fault fell upon was not credited in calm.
          if (each.calm && !troubled && lastTrouble < each.at) credits.push(performance.now() - each.at);
        }
        await pause(10);
      }
    }
    async function weigh(): Promise<void> {
      while (!over()) {
        [main, worker].forEach(({ pid }, n) => {
          rss[n]!.push([performance.now(), statusBytes(pid, 'VmRSS')]);
        });
        await pause(1_000);
      }
    }
    async function trouble(one: Trouble): Promise<void> {
      troubled = true;
      const end = await one.begin();
      await pause(1_000 + roll() * 2_000);
      struck.set(one.name, (struck.get(one.name) ?? 0) + (await end()));
      lastTrouble = performance.now();
      troubled = false;
    }
    async function makeTrouble(): Promise<void> {
      for (let n = 0; ; n++) {
        await pause(afterMs + 2_000 + roll() * 2_000);
        if (over()) return;
        await trouble(all[n % all.length]!);
      }
    }
    const [posted] = await Promise.all([post(), watch(), weigh(), makeTrouble()]);

    const wrong = await world.verdict(120_000);
    const slopes = rss.map((points) => `${slope(points.slice(points.length / 2)).toFixed(1)} MB/min`);
    console.log(
      `soak: ${posted} proofs; ${credits.length} credited in calm, p50 ${at(credits, 0.5)} ms, ` +
        `p95 ${at(credits, 0.95)} ms, p99 ${at(credits, 0.99)} ms; memory ${slopes.join(' and ')}; ` +
        `struck ${JSON.stringify(Object.fromEntries(struck))}`,
    );
    expect(wrong).toEqual([]);
    expect([main.ended(), worker.ended()]).toEqual([false, false]);
    expect([...struck].filter(([, times]) => times === 0)).toEqual([]);
    expect(struck.size).toBeGreaterThanOrEqual(Math.min(all.length, Math.floor(soak.seconds / 12)));
    expect(credits.length).toBeGreaterThan(posted / 10);
    expect(at(credits, 0.95)).toBeLessThan(soak.creditMs);
  } finally {
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
