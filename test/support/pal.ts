import { tmpdir } from 'node:os';
import { runPal } from '../../src/adapters/cli/run-pal.ts';
import type { Ended, Env } from './program.ts';

/**
 * The operator's command as its program runs it, without the second a program takes to start: the same words, the same
 * environment and nothing else, the same output and exit code. One at a time: it has the process to itself.
 */
export async function palHere(args: readonly string[], env: Env): Promise<Ended> {
  const { stdout, stderr } = process;
  const before = { env: process.env, cwd: process.cwd(), out: stdout.write, err: stderr.write };
  const said = { stdout: '', stderr: '' };
  const keep = (name: keyof typeof said) => (text: string | Uint8Array) => {
    said[name] += text;
    return true;
  };
  // Elsewhere than the project: no .env of the developer's is read.
  process.chdir(tmpdir());
  process.env = { PATH: before.env.PATH, ...env };
  process.exitCode = undefined;
  stdout.write = keep('stdout');
  stderr.write = keep('stderr');
  try {
    await runPal(args);
    return { code: Number(process.exitCode ?? 0), ...said };
  } finally {
    Object.assign(stdout, { write: before.out });
    Object.assign(stderr, { write: before.err });
    process.exitCode = undefined;
    process.env = before.env;
    process.chdir(before.cwd);
  }
}
