import type { calls as Bare } from './children/bare-slack.ts';
import type { calls as Fake } from './children/fake-slack.ts';
import type { calls as Program } from './children/program.ts';
import { startChild } from './support/child.ts';
import { type CreditRun, compareCredit, size } from './support/credit.ts';
import type { Bench } from './support/figures.ts';

async function program(run: CreditRun) {
  const fake = await startChild<typeof Fake>('fake-slack.ts');
  const bot = await startChild<typeof Program>('program.ts');
  try {
    const {
      apiUrl,
      botToken,
      signingSecret,
      appToken: _,
      ...club
    } = await fake.call('open', { ...size, mode: 'http' });
    const url = await bot.call('start', { slack: { botToken, signingSecret, appToken: undefined, apiUrl } });
    await bot.call('found', { platform: 'slack', ...club });
    await fake.call('sendTo', `${url}/slack/events`);
    return await run((load) => fake.call('load', load));
  } finally {
    await bot.stop();
    await fake.stop();
  }
}

async function bare(run: CreditRun) {
  const fake = await startChild<typeof Fake>('fake-slack.ts');
  const bot = await startChild<typeof Bare>('bare-slack.ts');
  try {
    const slack = await fake.call('open', { ...size, mode: 'http' });
    await fake.call('sendTo', await bot.call('start', slack));
    return await run((load) => fake.call('load', { ...load, creditOnly: true }));
  } finally {
    await bot.stop();
    await fake.stop();
  }
}

export const slackCredit: Bench = {
  title: 'Credit on Slack',
  how: 'From the signed event sent over HTTP to the request for its reaction, over 50 channels; beside a bare Bolt app that does nothing but react. Loopback, no rate limits.',
  run: () => compareCredit({ program, bare, peer: 'bare Bolt' }),
};
