// The operator's command, a program of its own beside main.ts: like that one, and unlike every other adapter, it puts parts
// together (storage from adapters/postgres, the names of things from the platforms' refs) and reads the settings.
import { stripVTControlCharacters } from 'node:util';
import { defineCommand, renderUsage, runCommand, runMain } from 'citty';
import { StartError } from '../../core/errors.ts';

const pal = defineCommand({
  meta: { name: 'pal', description: 'Looks after a Boost Pal: npm run pal -- <command>' },
  subCommands: {
    doctor: async () => (await import('./doctor.ts')).doctor,
    challenge: async () => (await import('./challenge.ts')).challenge,
    jobs: async () => (await import('./jobs.ts')).jobs,
    migrate: async () => (await import('./migrate.ts')).migrate,
  },
});

// Whoever reads the output may go away (`| head`).
process.stdout.on('error', () => process.exit(0));

const given = process.argv.slice(2);
if (given.length === 0 || given.some((word) => word === '--help' || word === '-h')) {
  await runMain(pal, {
    rawArgs: given.length === 0 ? ['--help'] : given,
    async showUsage(command, parent) {
      const usage = await renderUsage(command, parent);
      process.stdout.write(`${process.stdout.isTTY ? usage : stripVTControlCharacters(usage)}\n`);
    },
  });
} else {
  try {
    await runCommand(pal, { rawArgs: given });
  } catch (error) {
    process.stderr.write(`${oneLine(error)}\n`);
    process.exitCode = 1;
  }
  // Everything is closed; the migration engine alone leaves a timer behind, ten seconds long. What was printed goes out first.
  process.stdout.write('', () => process.stderr.write('', () => process.exit()));
}

/** What went wrong, and what to do about it where that is known. */
function oneLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const plain = stripVTControlCharacters(message)
    .replace(/\s*\n\s*/g, ' ')
    .trim();
  if (error instanceof StartError) return plain;
  if (error instanceof Error && error.name === 'CLIError') return `${plain.replace(/\.$/, '')}. Try --help.`;
  return `Stopped by an unexpected error: ${plain}`;
}
