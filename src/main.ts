import { createLog } from './adapters/node/logger.ts';
import { type App, startApp } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { StartError } from './core/errors.ts';
import type { PlatformName } from './core/model/ids.ts';

/** Longer than any drain; after it the process ends whatever hangs. */
const stopWithinMs = 4_800;

/** Starts the program, says what is on and what is off, and stops it cleanly on Ctrl-C or SIGTERM. */
async function main(): Promise<void> {
  // Whoever reads our output may go away; the work goes on.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  let starting: Promise<App> | null = null;
  let ending = false;
  const end = async (code: number) => {
    if (ending) return;
    ending = true;
    const hanging = setTimeout(() => process.exit(code === 0 ? 1 : code), stopWithinMs);
    hanging.unref();
    // Stopped while it starts: what is half up is finished, then taken down, so that nothing is left running.
    await starting?.then(
      (app) => app.stop(),
      () => undefined,
    );
    process.exit(code);
  };
  const fail = (error: unknown) => {
    if (ending) return;
    say(
      error instanceof StartError
        ? error.message
        : `Stopped by an unexpected error: ${(error as Error)?.message ?? error}`,
    );
    void end(1);
  };
  process.on('SIGINT', () => void end(0));
  process.on('SIGTERM', () => void end(0));
  // The state behind an error nobody expected is unknown: end, and let the supervisor start afresh.
  process.on('unhandledRejection', fail);
  process.on('uncaughtException', fail);
  try {
    const config = readConfig();
    starting = startApp(config, { log: (count) => createLog(config.logLevel, count), onFatal: fail });
    const app = await starting;
    if (!ending) process.stdout.write(`${(await summary(config, app)).join('\n')}\n`);
  } catch (error) {
    fail(error);
  }
}

function say(line: string): void {
  process.stderr.write(`${line.replace(/\s*\n\s*/g, ' ')}\n`);
}

/** A few plain lines: what is on, what is off and what turns it on. */
async function summary(config: Config, app: App): Promise<string[]> {
  const on = (name: string, what: string) => `  ${name.padEnd(9)}on   ${what}`;
  const off = (name: string, what: string) => `  ${name.padEnd(9)}off  ${what}`;
  const { http } = config;
  const url = visitable(app.url);
  const listening = async (name: PlatformName) => {
    if (config.role === 'worker') return 'speaks only (ROLE=worker)';
    // Its start does not wait for a platform that is away, nor for another instance that listens.
    return (await app.platforms.byName.get(name)?.hears()) === 'nothing'
      ? 'not listening yet: it is being connected, or another instance listens'
      : 'listening';
  };
  return [
    'Boost Pal is ready.',
    on(
      'Page',
      `${url}${http.playground ? '  (open to everybody: PLAYGROUND=on, and it has no login)' : '  (this machine only; it has no login)'}`,
    ),
    config.discord
      ? on('Discord', await listening('discord'))
      : off('Discord', 'set DISCORD_TOKEN to turn it on'),
    config.slack
      ? on(
          'Slack',
          config.slack.appToken
            ? `${await listening('slack')} (Socket Mode)`
            : `listening (HTTP at ${http.publicUrl ?? url}/slack/events)`,
        )
      : off('Slack', 'set SLACK_BOT_TOKEN and SLACK_APP_TOKEN to turn it on'),
    config.model
      ? on('Model', config.model.model)
      : off('Model', 'templates cheer; set OPENAI_API_KEY for cheers about each proof'),
    on('Database', config.databaseUrl ? 'yours (DATABASE_URL)' : `built in, under ${config.dataDir}`),
  ];
}

/** Listening everywhere is no address: the page answers this machine by its own. */
function visitable(url: string | null): string | undefined {
  return url?.replace(/^http:\/\/(?:0\.0\.0\.0|\[::\]):/, 'http://127.0.0.1:');
}

await main();
