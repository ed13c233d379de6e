import { type Figure, percentile } from './figures.ts';
import type { Load, Timed } from './stopwatch.ts';

export type CreditRun = (load: (load: Load) => Promise<Timed>) => Promise<readonly Timed[]>;

/** So many people that few of them post often: a proof a member and channel. */
export const size = { channels: 50, members: 300 };

/** The last one goes on for longer than any cheer is held back. */
const loads = [
  { at: 'at 50 proofs/s', rate: 50, seconds: 8, goal: false },
  { at: 'at 200 proofs/s', rate: 200, seconds: 8, goal: true },
  { at: 'at 200 proofs/s for 20 s', rate: 200, seconds: 20, goal: false },
] as const;
const goalMs = 250;
const goalTimes = 3;

/** Code is compiled, connections are opened and plans are made before anything is timed. */
const warmUp: Load = { rate: 50, seconds: 3 };

const measure: CreditRun = async (load) => {
  await load(warmUp);
  const timed: Timed[] = [];
  for (const { rate, seconds } of loads) timed.push(await load({ rate, seconds }));
  return timed;
};

/** The same load on both, one after the other. */
export async function compareCredit(of: {
  readonly program: (run: CreditRun) => Promise<readonly Timed[]>;
  readonly bare: (run: CreditRun) => Promise<readonly Timed[]>;
  readonly peer: string;
  /** The same peer, but keeping each post in a row first: what the disk of the day makes of it. */
  readonly keeping?: (run: CreditRun) => Promise<readonly Timed[]>;
}): Promise<readonly Figure[]> {
  const ours = await of.program(measure);
  const theirs = await of.bare(measure);
  const keepers = await of.keeping?.(measure);
  return loads.flatMap(({ at, goal }, index) => {
    const [us, them] = [ours[index]!, theirs[index]!];
    complete(us, 'Boost Pal');
    complete(them, of.peer);
    if (keepers) complete(keepers[index]!, `${of.peer} that keeps each post`);
    const [p99, theirP99] = [percentile(us.credit, 0.99), percentile(them.credit, 0.99)];
    return [
      { what: `credit ${at}, p50`, value: percentile(us.credit, 0.5), unit: 'ms' },
      { what: `credit ${at}, p99`, value: p99, unit: 'ms', ...(goal ? { goal: { atMost: goalMs } } : {}) },
      { what: `${of.peer} ${at}, p50`, value: percentile(them.credit, 0.5), unit: 'ms' },
      { what: `${of.peer} ${at}, p99`, value: theirP99, unit: 'ms' },
      {
        what: `p99 as a multiple of ${of.peer}, ${at}`,
        value: p99 / theirP99,
        unit: '×',
        ...(goal ? { goal: { atMost: goalTimes } } : {}),
      },
      ...(keepers
        ? [
            {
              what: `${of.peer} that keeps each post ${at}, p99`,
              value: percentile(keepers[index]!.credit, 0.99),
              unit: 'ms' as const,
            },
          ]
        : []),
      { what: `cheer in the thread ${at}, p99`, value: percentile(us.cheer, 0.99), unit: 'ms' },
      { what: `the load's own lateness ${at}, p99`, value: percentile(us.late, 0.99), unit: 'ms' },
    ] satisfies Figure[];
  });
}

function complete({ posted, credit }: Timed, who: string): void {
  if (credit.length < posted) throw new Error(`${who} credited only ${credit.length} of ${posted} proofs`);
}
