import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { cheer } from './cheer.ts';
import { coreCheckIns } from './core-checkins.ts';
import { discordCredit } from './discord-credit.ts';
import { footprint } from './footprint.ts';
import { inFlight } from './in-flight.ts';
import { jobLatency } from './job-latency.ts';
import { nudgeSpread } from './nudge-spread.ts';
import { nudges } from './nudges.ts';
import { personalNudges } from './personal-nudges.ts';
import { photoWork } from './photos.ts';
import { pictureWork } from './pictures.ts';
import { recall } from './recall.ts';
import { records } from './records.ts';
import { slackCredit } from './slack-credit.ts';
import { streaks } from './streaks.ts';
import type { Bench } from './support/figures.ts';
import { describeMachine } from './support/machine.ts';
import { type Measured, toPage, toTable } from './support/report.ts';
import { verify } from './verify.ts';

/** `npm run bench [name…] [-- --write]`: measures, prints a table and, asked to, keeps it in docs/BENCHMARKS.md. */
const benches: Readonly<Record<string, Bench>> = {
  'discord-credit': discordCredit,
  'slack-credit': slackCredit,
  'core-checkins': coreCheckIns,
  'job-latency': jobLatency,
  cheer,
  'in-flight': inFlight,
  footprint,
  nudges,
  'nudge-spread': nudgeSpread,
  'personal-nudges': personalNudges,
  photos: photoWork,
  pictures: pictureWork,
  recall,
  records,
  streaks,
  verify,
};

const page = new URL('../docs/BENCHMARKS.md', import.meta.url);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean' } },
});
const unknown = positionals.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}`);
  process.exit(1);
}
const chosen = Object.entries(benches).filter(
  ([name]) => positionals.length === 0 || positionals.includes(name),
);
const machine = await describeMachine();
const measured: Measured[] = [];
for (const [, bench] of chosen) {
  const begun = performance.now();
  const figures = await bench.run();
  measured.push({ ...bench, figures });
  console.log(`\n${bench.title} (${((performance.now() - begun) / 1000).toFixed(0)} s)\n${toTable(figures)}`);
}
if (values.write) {
  await writeFile(page, toPage(measured, machine, new Date()));
  console.log('\nWritten to docs/BENCHMARKS.md');
}
