import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { inject } from 'vitest';
import type { Config } from '../../src/config.ts';
import { until } from '../support/app.ts';
import { compiled } from '../support/program.ts';
import type { Command, Fault, PlantedBug } from './instance.ts';
import type { Step } from './steps.ts';

export interface Line {
  readonly event?: string;
  readonly level?: string;
  readonly reason?: string;
  readonly hit?: string;
  /** A message it was told of. */
  readonly told?: string;
  readonly [field: string]: unknown;
}

/** A running Boost Pal of its own process. */
export interface Instance {
  readonly pid: number;
  /** Its address, once it is ready. Rejects when it ends before. */
  readonly ready: Promise<string | null>;
  readonly lines: readonly Line[];
  readonly errors: () => string;
  readonly exit: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  readonly ended: () => boolean;
  /** The next time it comes to this step. */
  arm(at: Step, fault: Fault, platform?: string): void;
  now(fault: Fault): void;
  signal(name: NodeJS.Signals): void;
  /** How often faults told to it have struck. */
  hits(step?: string): number;
  logged(event: string): readonly Line[];
}

export interface InstanceOptions {
  readonly heapMb?: number;
  readonly bug?: PlantedBug;
}

/**
 * Most are killed within seconds: it never pays that WebAssembly (of the database client) is compiled once more, to run faster, nor that
 * the young generation grows step by step. That was a quarter of what a start took of the processor.
 */
const shortLived = ['--liftoff-only', '--min-semi-space-size=16'];

export function startInstance(config: Config, options: InstanceOptions = {}): Instance {
  const args = [JSON.stringify(config), ...(options.bug ? [options.bug] : [])];
  const { file, compiled: own } = inject('instance');
  const child: ChildProcess = fork(file, args, {
    execArgv: [
      ...shortLived,
      // V8 would shrink the young generation with the limit, to about a megabyte, and do little else than collect garbage.
      ...(options.heapMb ? [`--max-old-space-size=${options.heapMb}`, '--max-semi-space-size=16'] : []),
    ],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      ...(own ? { NODE_COMPILE_CACHE: own } : compiled),
    },
  });
  const lines: Line[] = [];
  let errors = '';
  let ended = false;
  const ready = Promise.withResolvers<string | null>();
  ready.promise.catch(() => undefined);
  createInterface({ input: child.stdout! }).on('line', (text) => {
    const line = JSON.parse(text) as Line;
    lines.push(line);
    if ('ready' in line) ready.resolve(line.ready as string | null);
  });
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-20_000);
  });
  child.on('error', () => undefined);
  const exit = once(child, 'exit').then(([code, signal]) => {
    ended = true;
    ready.reject(
      new Error(`the instance ended (${code ?? signal}): ${errors} ${JSON.stringify(lines.slice(-5))}`),
    );
    return { code: code as number | null, signal: signal as string | null };
  });
  const tell = (command: Command) => {
    if (child.connected) child.send(command, () => undefined);
  };
  return {
    pid: child.pid!,
    ready: ready.promise,
    lines,
    errors: () => errors,
    exit,
    ended: () => ended,
    arm: (at, fault, platform) => tell(platform ? { at, fault, platform } : { at, fault }),
    now: (fault) => tell({ now: fault }),
    signal: (name) => void (ended || child.kill(name)),
    hits: (step) =>
      lines.filter(({ hit }) => hit !== undefined && (step === undefined || hit === step)).length,
    logged: (event) => lines.filter((line) => line.event === event),
  };
}

/** An instance that is started again whenever it ends, as a supervisor would. */
export interface Kept {
  /** The one running now. */
  readonly current: () => Instance;
  /** All there ever were. */
  readonly all: readonly Instance[];
  readonly restarts: () => number;
  logged(event: string): readonly Line[];
  hits(step?: string): number;
  /** Ends it for good: asks first. Answers its exit code. */
  stop(): Promise<number | null>;
}

export function keepRunning(
  config: Config,
  options: InstanceOptions & { readonly onReady?: (url: string | null) => void } = {},
): Kept {
  const all: Instance[] = [];
  let stopping = false;
  const start = () => {
    const instance = startInstance(config, options);
    all.push(instance);
    instance.ready.then(options.onReady, () => undefined);
    instance.exit.then(() => {
      if (!stopping) setTimeout(start, 50);
    });
  };
  start();
  return {
    current: () => all.at(-1)!,
    all,
    restarts: () => all.length - 1,
    logged: (event) => all.flatMap((each) => each.logged(event)),
    hits: (step) => all.reduce((sum, each) => sum + each.hits(step), 0),
    async stop() {
      stopping = true;
      const last = all.at(-1)!;
      last.signal('SIGCONT');
      last.signal('SIGTERM');
      const hard = setTimeout(() => last.signal('SIGKILL'), 10_000);
      const { code } = await last.exit;
      clearTimeout(hard);
      return code;
    },
  };
}

/** Waits until the instance has met the fault it was told. */
export function struck(
  kept: { hits(step?: string): number },
  step: string,
  before: number,
): Promise<unknown> {
  return until(`the fault at ${step}`, () => kept.hits(step) > before, 45_000);
}

/** The one that runs now, once it is ready. */
export async function up(kept: Kept): Promise<Instance> {
  return until(
    'an instance to be ready',
    () => {
      const instance = kept.current();
      return !instance.ended() && instance.lines.some((line) => 'ready' in line) && instance;
    },
    90_000,
  ) as Promise<Instance>;
}
