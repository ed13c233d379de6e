import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { startApp } from '../../src/app.ts';
import type { Config } from '../../src/config.ts';
import type { Inbound } from '../../src/core/inbound.ts';
import type { Log, LogFields } from '../../src/core/ports.ts';
import { around, type Step } from './steps.ts';

/** What happens to the process when it comes to a step. */
export type Fault =
  | { readonly do: 'kill' | 'stop' | 'term' }
  /** Nothing else runs for so long. */
  | { readonly do: 'block'; readonly ms: number }
  /** Keeps allocating until the heap is full. */
  | { readonly do: 'fillHeap' }
  /** This one goes no further; everything else goes on. */
  | { readonly do: 'hold' };

export type Command =
  | { readonly at: Step; readonly platform?: string; readonly fault: Fault }
  | { readonly now: Fault };

/** A mistake put in on purpose, to see that it is seen. */
export type PlantedBug = 'ackFirst';

/** Says which messages it is told of, before it does anything with them. */
const telling = (inbound: Inbound): Inbound => ({
  ...inbound,
  async message(event) {
    say({ told: event.message });
    await inbound.message(event);
  },
});

/** A message is said to be taken in before it is: the platform is told, and the work goes on by itself. */
const ackFirst = (inbound: Inbound): Inbound => ({
  ...inbound,
  async message(event) {
    void inbound.message(event);
  },
});

/**
 * One Boost Pal in a process of its own, set up by its argument, logging JSON lines to standard output. Over IPC it is told
 * at which step what is to happen to it, once; it says `{"hit": step}` just before.
 */
let armed: Extract<Command, { at: Step }> | null = null;

function say(line: object): void {
  try {
    writeSync(1, `${JSON.stringify(line)}\n`);
  } catch {
    // Nobody reads any more; the work goes on.
  }
}

function suffer(fault: Fault): Promise<never> | undefined {
  switch (fault.do) {
    case 'kill':
      process.kill(process.pid, 'SIGKILL');
      // The signal is on its way; nothing more is done.
      for (;;);
    case 'stop':
      process.kill(process.pid, 'SIGSTOP');
      return;
    case 'term':
      process.kill(process.pid, 'SIGTERM');
      return;
    case 'block': {
      const end = performance.now() + fault.ms;
      while (performance.now() < end);
      return;
    }
    case 'fillHeap': {
      const kept: unknown[] = [];
      for (;;) kept.push(new Array(10_000).fill({ at: kept.length }));
    }
    case 'hold':
      return new Promise(() => undefined);
  }
}

const stdout =
  (level: string) =>
  (event: string, fields: LogFields = {}) =>
    say({ level, event, ...fields });
const log: Log = { info: stdout('info'), warn: stdout('warn'), error: stdout('error') };

process.on('message', (command: Command) => {
  if ('now' in command) {
    say({ hit: 'now' });
    // As what is done every so often (a renewal) would meet it: what waits in sockets then comes before any other timer.
    setTimeout(suffer, 1, command.now);
  } else armed = command;
});
const fail = (error: unknown) => {
  log.error('instance.failed', {
    reason: error instanceof Error ? `${error.message} ${error.stack}` : String(error),
  });
  process.exit(1);
};
process.on('unhandledRejection', fail);
process.on('uncaughtException', fail);
// Whoever started us is gone: nobody would end us.
process.on('disconnect', () => process.exit(2));

const config = JSON.parse(process.argv[2]!) as Config;
const bug = process.argv[3] as PlantedBug | undefined;
const steps = around((step, platform) => {
  if (armed?.at !== step || (armed.platform && platform && armed.platform !== platform)) return;
  const { fault } = armed;
  armed = null;
  say({ hit: step });
  return suffer(fault);
});
const inbound = (real: Inbound): Inbound => {
  const stepping = telling(steps.inbound!(real));
  return bug === 'ackFirst' ? ackFirst(stepping) : stepping;
};
const app = await startApp(config, { log: () => log, onFatal: fail }, { around: { ...steps, inbound } });
process.on('SIGTERM', async () => {
  await app.stop();
  process.exit(0);
});
// It will not end in a way that keeps it.
flushCompileCache();
say({ ready: app.url, instance: app.storage.instance });
