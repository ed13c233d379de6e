// The operator's command, a program of its own beside main.ts: like that one, and unlike every other adapter, it puts parts
// together (storage from adapters/postgres, the names of things from the platforms' refs) and reads the settings.
import { explainPal, runPal } from './run-pal.ts';

// Whoever reads the output may go away (`| head`).
process.stdout.on('error', () => process.exit(0));

const given = process.argv.slice(2);
if (given.length === 0 || given.some((word) => word === '--help' || word === '-h')) {
  await explainPal(given.length === 0 ? ['--help'] : given);
} else {
  await runPal(given);
  // Everything is closed; the migration engine alone leaves a timer behind, ten seconds long. What was printed goes out first.
  process.stdout.write('', () => process.stderr.write('', () => process.exit()));
}
