import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import manifest from '../../package.json' with { type: 'json' };

/** What a child can be asked, by name. */
export type Calls = Readonly<Record<string, (argument: never) => Promise<unknown>>>;

export interface Child<C extends Calls> {
  readonly process: ChildProcess;
  /** Runs one of the child's calls there; rejects with the child's own words. */
  call<Name extends keyof C & string>(
    name: Name,
    ...argument: Parameters<C[Name]>
  ): Promise<Awaited<ReturnType<C[Name]>>>;
  stop(): Promise<void>;
}

interface Question {
  readonly id: number;
  readonly name: string;
  readonly argument: unknown;
}

type Answer = { readonly id: number } & ({ readonly value: unknown } | { readonly error: string });

/** What `npm start` tells Node.js: the program is measured as it is shipped. */
const asShipped = manifest.scripts.start.match(/--\S+=\S+/g)!;

/** A process of one's own for each part, so that no event loop serves both the load and what is measured. */
export async function startChild<C extends Calls>(file: string): Promise<Child<C>> {
  const child = fork(new URL(`../children/${file}`, import.meta.url), {
    // Log lines are written, as in earnest, but nobody reads them.
    stdio: ['ignore', 'inherit', process.env.BENCH_DEBUG ? 'inherit' : 'ignore', 'ipc'],
    serialization: 'advanced',
    execArgv: file === 'program.ts' ? asShipped : [],
  });
  const open = new Map<number, PromiseWithResolvers<unknown>>();
  child.on('message', (answer: Answer) => {
    const asked = open.get(answer.id);
    open.delete(answer.id);
    if ('error' in answer) asked?.reject(new Error(`${file}: ${answer.error}`));
    else asked?.resolve(answer.value);
  });
  child.once('exit', (code) => {
    for (const asked of open.values()) asked.reject(new Error(`${file} ended (${code})`));
  });
  await once(child, 'message');
  let last = 0;
  return {
    process: child,
    call(name, ...[argument]) {
      const asked = Promise.withResolvers<unknown>();
      last += 1;
      open.set(last, asked);
      child.send({ id: last, name, argument } satisfies Question);
      return asked.promise as never;
    },
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

/** The child's side: answers calls until the parent lets go, then runs `end`. */
export function answerCalls(calls: Calls, end: () => Promise<unknown> = async () => undefined): void {
  process.on('message', async ({ id, name, argument }: Question) => {
    try {
      const value = await calls[name]!(argument as never);
      process.send!({ id, value } satisfies Answer);
    } catch (error) {
      process.send!({ id, error: (error as Error).stack ?? String(error) } satisfies Answer);
    }
  });
  process.once('disconnect', async () => {
    await end().catch(() => undefined);
    process.exit(0);
  });
  process.send!({ id: 0, value: 'ready' } satisfies Answer);
}
