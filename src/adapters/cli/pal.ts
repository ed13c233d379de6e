// The operator's command, a separate program beside main.ts. Like main.ts, and unlike every other adapter, it combines several adapters
// (storage from adapters/postgres, ids from the platforms' refs) and reads the settings.
import { explainPal, runPal } from './run-pal.ts';

// The reader of our output may close the pipe (`| head`).
process.stdout.on('error', () => process.exit(0));

const given = process.argv.slice(2);
if (given.length === 0 || given.some((word) => word === '--help' || word === '-h')) {
  await explainPal(given.length === 0 ? ['--help'] : given);
} else {
  await runPal(given);
  // Everything is closed; only the migration engine leaves a timer of ten seconds behind. The output is flushed before we exit.
  process.stdout.write('', () => process.stderr.write('', () => process.exit()));
}
