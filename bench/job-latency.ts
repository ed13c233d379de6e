import { modelAlone } from '../test/support/settings.ts';
import type { calls as Fake } from './children/fake-discord.ts';
import type { calls as Program } from './children/program.ts';
import { startChild } from './support/child.ts';
import { size } from './support/credit.ts';
import { type Bench, percentile } from './support/figures.ts';

const load = { rate: 20, seconds: 10 } as const;
const modelThinksMs = 400;

export const jobLatency: Bench = {
  title: 'From commit to cheer',
  how: `${load.rate} proofs a second on Discord, cheered by a model server on loopback that thinks for ${modelThinksMs} ms. The start is when the job has read what it needs; the post is the request for the message, after that for its thread.`,
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
      await fake.call('load', { rate: load.rate, seconds: 2 });
      await bot.call('jobWaits');
      const { fromModel, posted } = await fake.call('load', load);
      const waits = await bot.call('jobWaits');
      if (waits.length < posted || fromModel.length < posted)
        throw new Error(
          `of ${posted} proofs ${waits.length} were begun and ${fromModel.length} cheered by the model`,
        );
      return [
        {
          what: 'commit to the cheer job started, p50',
          value: percentile(waits, 0.5),
          unit: 'ms',
          goal: { atMost: 5 },
        },
        {
          what: 'commit to the cheer job started, p99',
          value: percentile(waits, 0.99),
          unit: 'ms',
          goal: { atMost: 50 },
        },
        {
          what: "the model's answer to the post request, p50",
          value: percentile(fromModel, 0.5),
          unit: 'ms',
        },
        {
          what: "the model's answer to the post request, p99",
          value: percentile(fromModel, 0.99),
          unit: 'ms',
          goal: { atMost: 50 },
        },
      ];
    } finally {
      await bot.stop();
      await fake.stop();
    }
  },
};
