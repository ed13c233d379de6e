import { minuteOf, mostWithin } from '../test/spread/crowd.ts';
import { middayZone } from '../test/support/midday.ts';
import type { calls as Crowd, Seen } from './children/fake-crowd.ts';
import type { calls as Program } from './children/program.ts';
import { startChild } from './support/child.ts';
import { type Bench, type Figure, percentile } from './support/figures.ts';

const channels = 1_000;
/** People who post meanwhile, each proof in the next of so many other channels. */
const rate = 3;
const quiet = 24;
const withinMs = 150_000;
/** So long before the full minute everything must be ready. */
const readyMs = 6_000;

async function nineOClock(
  on: 'discord' | 'slack',
): Promise<{ readonly seen: Seen; readonly minute: number }> {
  const fake = await startChild<typeof Crowd>('fake-crowd.ts');
  const bot = await startChild<typeof Program>('program.ts');
  try {
    const { config, ...place } = await fake.call('open', { on, crowd: channels, quiet });
    await bot.call('start', { ...config, timezone: middayZone() });
    await bot.call('found', {
      platform: on,
      workspace: place.workspace,
      channels: place.quiet,
      members: [place.member],
    });
    await fake.call('warmUp', 10);
    const minute = Math.ceil((Date.now() + readyMs) / 60_000) * 60_000;
    await bot.call('crowd', { name: on, ...place, channels: place.crowd, minute: minuteOf(minute) });
    const seen = await fake.call('load', { from: minute, rate, withinMs });
    return { seen, minute };
  } finally {
    await bot.stop();
    await fake.stop();
  }
}

function figures(
  on: string,
  { seen, minute }: Awaited<ReturnType<typeof nineOClock>>,
  perSecond: number | null,
): Figure[] {
  if (seen.channels < channels)
    throw new Error(`only ${seen.channels} of ${channels} channels on ${on} were nudged`);
  if (seen.credit.length < seen.posted)
    throw new Error(`${seen.credit.length} of ${seen.posted} proofs on ${on} were credited`);
  const first = Math.min(...seen.nudges) - minute;
  const last = Math.max(...seen.nudges) - minute;
  const all = mostWithin(
    seen.requests.filter((at) => at >= minute),
    1_000,
  );
  return [
    {
      what: `${on}: the first nudge, after the full minute`,
      value: first,
      unit: 'ms',
      goal: { atMost: 1_000 },
    },
    { what: `${on}: the last of ${channels}`, value: last / 1_000, unit: 's', goal: { atMost: 60 } },
    { what: `${on}: nudges, most in a second`, value: mostWithin(seen.nudges, 1_000), unit: '/s' },
    {
      what: `${on}: all requests, most in a second`,
      value: all,
      unit: '/s',
      ...(perSecond ? { goal: { atMost: perSecond } } : {}),
    },
    {
      what: `${on}: refused for their number (429)`,
      value: seen.refused,
      unit: 'requests',
      goal: { atMost: 0 },
    },
    {
      what: `${on}: credit meanwhile, p50 of ${seen.posted}`,
      value: percentile(seen.credit, 0.5),
      unit: 'ms',
    },
    {
      what: `${on}: credit meanwhile, slowest`,
      value: Math.max(...seen.credit),
      unit: 'ms',
      goal: { atMost: 2_000 },
    },
  ];
}

export const nudgeSpread: Bench = {
  title: `${channels.toLocaleString('en-US')} channels with the same minute`,
  how: `The whole program beside a platform on loopback that keeps its limits: Discord 50 requests a second and five messages in five seconds for each channel, Slack one message a second for each channel. All channels are nudged at the next full minute; meanwhile ${rate} proofs a second come in ${quiet} other channels, each with a mark, a thread and a cheer of its own.`,
  async run() {
    return [
      ...figures('Discord', await nineOClock('discord'), 50),
      ...figures('Slack', await nineOClock('slack'), null),
    ];
  },
};
