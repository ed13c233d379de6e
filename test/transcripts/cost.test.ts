import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCALES } from '../../src/core/model/locale.ts';
import { openAsking, spend } from '../integration/budget/asking.ts';
import { type Ledger, openLedger } from '../integration/budget/ledger.ts';

/** What the model costs, as members and managers read it, in each language: `vitest run test/transcripts -u` writes it anew. */
let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(() => ledger.close());

const limits = { day: 500_000, month: 5_000_000, memberCalls: 20 };

test.each(LOCALES)('asked, capped, nearly gone and gone, in %s', async (locale) => {
  const { payer, ask } = await openAsking(ledger, limits);
  const lines: string[] = [];
  const say = async (words: string, options: Record<string, string> = {}, manager = words !== 'cost') => {
    const typed = Object.entries(options).map(([name, value]) => ` ${name}:${value}`);
    lines.push(`* ${manager ? 'manager' : 'member'}: /${words}${typed.join('')}`);
    lines.push(...(await ask(words, { options, manager, locale })).map((line) => `    ${line}`), '');
  };
  await say('cost');
  for (let n = 0; n < 7; n++) await spend(ledger, { payer, purpose: 'cheer', spent: 350, tokens: 2_580 });
  await spend(ledger, { payer, purpose: 'talk', spent: 900, tokens: 3_100 });
  await spend(ledger, { payer, purpose: 'guard', spent: 80, tokens: 700 });
  await spend(ledger, { payer: { ...payer, member: null }, purpose: 'nudge', spent: 12_000, tokens: 9_000 });
  await say('cost');
  await say('admin cost');
  await say('admin cost', { day: '0.02', month: '1' });
  await say('admin cost', { day: '3' });
  await say('admin cost', { day: 'lots' });
  await spend(ledger, { payer, purpose: 'cheer', spent: 1_200 });
  await say('admin cost');
  await spend(ledger, { payer, purpose: 'cheer', spent: 4_000 });
  await say('cost');
  await say('admin cost', { day: '-' });
  await say('admin cost', {}, false);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`cost.${locale}.txt`);
});
