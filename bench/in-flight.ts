import { readFile } from 'node:fs/promises';
import { modelAlone } from '../test/support/settings.ts';
import type { calls as Fake } from './children/fake-discord.ts';
import type { calls as Program } from './children/program.ts';
import { startChild } from './support/child.ts';
import { size } from './support/credit.ts';
import { type Bench, percentile } from './support/figures.ts';

const load = { rate: 125, seconds: 8 } as const;
const proofs = load.rate * load.seconds;
const modelThinksMs = 8_000;

export const inFlight: Bench = {
  title: `${proofs.toLocaleString('en')} cheers in flight on a slow model`,
  how: `${load.rate} proofs a second on Discord for ${load.seconds} s, before a model that takes ${modelThinksMs / 1000} s for each: when the first answer comes, all of them wait for theirs. The time to credit meanwhile, and how much the program grows.`,
  async run() {
    const fake = await startChild<typeof Fake>('fake-discord.ts');
    const bot = await startChild<typeof Program>('program.ts');
    try {
      const { apiUrl, token, ...club } = await fake.call('open', size);
      const baseURL = await fake.call('model', modelThinksMs);
      await bot.call('start', {
        discord: { token, apiUrl, requestsPerSecond: 10_000 },
        model: {
          ...{ apiKey: 'bench', baseURL, model: 'bench', api: 'chat', json: 'strict', vision: false },
          price: { input: 0, cached: 0, written: 0, output: 0 },
          ...modelAlone,
        },
        limits: { day: 0, month: 0, memberCalls: 1_000_000 },
      });
      await bot.call('found', { platform: 'discord', ...club });
      await fake.call('load', { rate: 25, seconds: 2, creditOnly: true });
      const before = await residentMb(bot.process.pid!);
      let most = before;
      const watching = setInterval(async () => {
        most = Math.max(most, await residentMb(bot.process.pid!));
      }, 250);
      const { posted, credit, cheer } = await fake.call('load', load);
      clearInterval(watching);
      if (credit.length < posted || cheer.length < posted)
        throw new Error(`of ${posted} ${credit.length} were credited, ${cheer.length} cheered`);
      return [
        { what: 'credit meanwhile, p50', value: percentile(credit, 0.5), unit: 'ms' },
        {
          what: 'credit meanwhile, p99',
          value: percentile(credit, 0.99),
          unit: 'ms',
          goal: { atMost: 2_000 },
        },
        {
          what: 'a cheer in the thread, the last of all',
          value: Math.max(...cheer) / 1000,
          unit: 's',
          goal: { atMost: 20 },
        },
        {
          what: 'memory of the program, more than before',
          value: most - before,
          unit: 'MB',
          goal: { atMost: 200 },
        },
      ];
    } finally {
      await bot.stop();
      await fake.stop();
    }
  },
};

async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
}
