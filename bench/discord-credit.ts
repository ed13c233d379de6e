import type { calls as Bare } from './children/bare-discord.ts';
import type { calls as Fake } from './children/fake-discord.ts';
import type { calls as Keeping } from './children/keeping-discord.ts';
import type { calls as Program } from './children/program.ts';
import { startChild } from './support/child.ts';
import { type CreditRun, compareCredit, size } from './support/credit.ts';
import type { Bench } from './support/figures.ts';

/** Discord allows a bot 50 requests a second until it grants more; both bots have been granted more here. */
const perSecond = 10_000;

async function program(run: CreditRun) {
  const fake = await startChild<typeof Fake>('fake-discord.ts');
  const bot = await startChild<typeof Program>('program.ts');
  try {
    const { apiUrl, token, ...club } = await fake.call('open', size);
    await bot.call('start', { discord: { token, apiUrl, requestsPerSecond: perSecond } });
    await bot.call('found', { platform: 'discord', ...club });
    return await run((load) => fake.call('load', load));
  } finally {
    await bot.stop();
    await fake.stop();
  }
}

const bare = (file: 'bare-discord.ts' | 'keeping-discord.ts') => async (run: CreditRun) => {
  const fake = await startChild<typeof Fake>('fake-discord.ts');
  const bot = await startChild<typeof Bare | typeof Keeping>(file);
  try {
    const { apiUrl, token } = await fake.call('open', size);
    await bot.call('start', { apiUrl, token, perSecond });
    return await run((load) => fake.call('load', { ...load, creditOnly: true }));
  } finally {
    await bot.stop();
    await fake.stop();
  }
};

export const discordCredit: Bench = {
  title: 'Credit on Discord',
  how: 'From the post in the gateway to the request for its reaction, over 50 channels; beside a bare discord.js bot that does nothing but react, and one that first keeps each post in a row. Loopback, no rate limits on either side.',
  run: () =>
    compareCredit({
      program,
      bare: bare('bare-discord.ts'),
      peer: 'bare discord.js',
      keeping: bare('keeping-discord.ts'),
    }),
};
