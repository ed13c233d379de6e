import type { calls as Core } from './children/core.ts';
import { startChild } from './support/child.ts';
import type { Bench } from './support/figures.ts';

const atOnce = 32;

export const coreCheckIns: Bench = {
  title: 'Check-ins the core commits',
  how: `Proofs through the real use case and store into the built-in PostgreSQL as shipped (fsync on), ${atOnce} at a time, each one counting; beside single-row inserts of a proof through the same Prisma client. Turns of 2 s each.`,
  async run() {
    const core = await startChild<typeof Core>('core.ts');
    try {
      await core.call('open');
      const { checkIns, inserts } = await core.call('race', { atOnce, turns: 3, seconds: 2 });
      return [
        { what: `check-ins, ${atOnce} at a time`, value: checkIns, unit: '/s', goal: { atLeast: 1_000 } },
        { what: `single-row inserts, ${atOnce} at a time`, value: inserts, unit: '/s' },
        {
          what: 'check-ins as a share of inserts',
          value: checkIns / inserts,
          unit: '×',
          goal: { atLeast: 0.25 },
        },
      ];
    } finally {
      await core.stop();
    }
  },
};
