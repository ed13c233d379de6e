import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { catalogue } from './catalogue.ts';

/**
 * The long run: the same tests with the figures of a night (figures.ts). First the soak beside what only computes, so that its
 * latencies and its memory are its own; then every other test of the fault catalogue, as many files at a time as mostly wait. A
 * failing seed is in the name of its test, or said by it; BOOST_CHAOS_SEED gives it back. Arguments go to the test runner
 * instead, for instance a file.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const runner = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
const soak = 'test/chaos/soak.test.ts';
const here = (await readdir(new URL('.', import.meta.url))).filter((name) => name.endsWith('.test.ts'));
const faults = new Set([
  ...here.map((name) => `test/chaos/${name}`),
  ...catalogue.flatMap(({ proofs }) => proofs.map(([file]) => `test/${file}`)),
]);
faults.delete(soak);

async function run(workers: number, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [runner, 'run', `--maxWorkers=${workers}`, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, BOOST_CHAOS: 'nightly' },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

const given = process.argv.slice(2);
const codes =
  given.length > 0
    ? [await run(1, given)]
    : [await run(2, [soak, 'test/fuzz', 'test/photos/mutated.test.ts']), await run(3, [...faults])];
process.exit(Math.max(...codes));
