import { createLog } from './adapters/node/logger.ts';
import { type App, startApp } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { reasonOf, StartError } from './core/errors.ts';
import type { Log } from './core/ports.ts';
import { summary } from './summary.ts';

/** The process exits after this time even if something hangs. Longer than the time App.stop may take. */
const stopWithinMs = 4_800;

/** Starts the program, says what is on and what is off, and stops it cleanly on Ctrl-C or SIGTERM. */
async function main(): Promise<void> {
  // The reader of our output may close the pipe; we keep working.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  let starting: Promise<App> | null = null;
  let ending = false;
  let log: Log | null = null;
  const end = async (code: number) => {
    if (ending) return;
    ending = true;
    const hanging = setTimeout(() => process.exit(code === 0 ? 1 : code), stopWithinMs);
    hanging.unref();
    // If we are stopped while starting, the start is finished first and then taken down, so that nothing is left running.
    await starting?.then(
      (app) => app.stop(),
      () => undefined,
    );
    process.exit(code);
  };
  const fail = (error: unknown) => {
    if (ending) return;
    if (error instanceof StartError) say(error.message);
    else {
      const reason = reasonOf(error);
      (log ?? createLog('error', () => undefined)).error('app.crashed', { reason });
      say(`Stopped by an unexpected error: ${reason}`);
    }
    void end(1);
  };
  process.on('SIGINT', () => void end(0));
  process.on('SIGTERM', () => void end(0));
  // After an unexpected error the program's state is unknown: end, and let the supervisor start it again.
  process.on('unhandledRejection', fail);
  process.on('uncaughtException', fail);
  try {
    const config = readConfig();
    const logTo = (count: (event: string) => void) => {
      log = createLog(config.logLevel, count);
      return log;
    };
    starting = startApp(config, { log: logTo, onFatal: fail });
    const app = await starting;
    if (!ending) process.stdout.write(`${(await summaryOf(config, app)).join('\n')}\n`);
  } catch (error) {
    fail(error);
  }
}

function say(line: string): void {
  process.stderr.write(`${line.replace(/\s*\n\s*/g, ' ')}\n`);
}

function summaryOf(config: Config, { url, platforms }: App): Promise<string[]> {
  return summary(config, url, async (name) => (await platforms.byName.get(name)?.hears()) ?? 'nothing');
}

await main();
