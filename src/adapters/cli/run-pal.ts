import { stripVTControlCharacters } from 'node:util';
import { defineCommand, renderUsage, runCommand, runMain } from 'citty';
import { StartError } from '../../core/errors.ts';

const pal = defineCommand({
  meta: { name: 'pal', description: 'Looks after a Boost Pal: npm run pal -- <command>' },
  subCommands: {
    doctor: async () => (await import('./doctor.ts')).doctor,
    challenge: async () => (await import('./challenge.ts')).challenge,
    member: async () => (await import('./member.ts')).member,
    jobs: async () => (await import('./jobs.ts')).jobs,
    backup: async () => (await import('./backup.ts')).backup,
    restore: async () => (await import('./restore.ts')).restore,
    migrate: async () => (await import('./migrate.ts')).migrate,
    'slack-manifest': async () => (await import('./slack-manifest.ts')).slackManifest,
  },
});

/** Runs the command given by these arguments and prints its result. If it fails, prints one line that says why and sets exit code 1. */
export async function runPal(given: readonly string[]): Promise<void> {
  try {
    await runCommand(pal, { rawArgs: [...given] });
  } catch (error) {
    process.stderr.write(`${oneLine(error)}\n`);
    process.exitCode = 1;
  }
}

/** Prints how a command is used, and ends the program. */
export function explainPal(given: readonly string[]): Promise<void> {
  return runMain(pal, {
    rawArgs: [...given],
    async showUsage(command, parent) {
      const usage = await renderUsage(command, parent);
      process.stdout.write(`${process.stdout.isTTY ? usage : stripVTControlCharacters(usage)}\n`);
    },
  });
}

/** What went wrong, and what to do about it if that is known, in one line. */
function oneLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const plain = stripVTControlCharacters(message)
    .replace(/\s*\n\s*/g, ' ')
    .trim();
  if (error instanceof StartError) return plain;
  if (error instanceof Error && error.name === 'CLIError') return `${plain.replace(/\.$/, '')}. Try --help.`;
  return `Stopped by an unexpected error: ${plain}`;
}
