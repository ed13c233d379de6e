import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * The long run: the same tests with the figures of a night (figures.ts), one file after another. A failing seed is in the name
 * of its test, or said by it; BOOST_CHAOS_SEED gives it back. Further arguments go to the test runner, for instance a file.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const runner = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
const files = process.argv.slice(2);
const everything = ['test/chaos', 'test/fuzz', 'test/photos/mutated.test.ts'];
const child = spawn(
  process.execPath,
  [runner, 'run', '--maxWorkers=1', ...(files.length > 0 ? files : everything)],
  { cwd: root, stdio: 'inherit', env: { ...process.env, BOOST_CHAOS: 'nightly' } },
);
const [code] = (await once(child, 'exit')) as [number | null];
process.exit(code ?? 1);
