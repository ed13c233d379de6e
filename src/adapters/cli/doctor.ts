import { type Config, readConfig } from '../../config.ts';
import { StartError } from '../../core/errors.ts';
import { checkBackups } from './checks/backups.ts';
import { checkDatabase } from './checks/database.ts';
import { checkDiscord } from './checks/discord.ts';
import { checkDisk } from './checks/disk.ts';
import { type Finding, fail, ok } from './checks/finding.ts';
import { checkModel } from './checks/model.ts';
import { checkModeration } from './checks/moderation.ts';
import { checkRunning } from './checks/running.ts';
import { checkSlack } from './checks/slack.ts';
import { command } from './command.ts';

/** `pal doctor`: checks settings, disk, database, platforms and models. */
export const doctor = command({
  name: 'doctor',
  description: 'Looks at everything the bot needs and says in plain words what is missing and what to do',
  args: {},
  async run() {
    const findings = await examine();
    const fails = findings.filter(({ level }) => level === 'fail').length;
    const warns = findings.filter(({ level }) => level === 'warn').length;
    const verdict = fails + warns === 0 ? 'All is well.' : `To mend: ${fails}. To look at: ${warns}.`;
    return {
      value: { ok: fails === 0, findings },
      lines: [...findings.flatMap(toLines), '', verdict],
      failed: fails > 0,
    };
  },
});

async function examine(): Promise<Finding[]> {
  let config: Config;
  try {
    config = readConfig();
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    return [fail('Settings', 'cannot be read', error.message)];
  }
  const looked = await Promise.all([
    checkDisk(config.dataDir),
    checkBackups(config.dataDir),
    checkDatabase(config),
    checkRunning(config),
    checkDiscord(config.discord),
    checkSlack(config),
    checkModel(config.model),
    checkModeration(config.model),
  ]);
  return [ok('Settings', 'can be read'), ...looked.flat()];
}

function toLines({ level, what, found, todo }: Finding): string[] {
  const line = `${level.padEnd(5)} ${what.padEnd(18)} ${found}`;
  return todo === null ? [line] : [line, `${' '.repeat(25)}→ ${todo}`];
}
