import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** By far the longest: started last it would run alone at the end. */
const longest = /chaos\/random-kills\.test\.ts$/;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => longest.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/** The hundreds of programs that tests start need not compile the same files each time. */
const compiled = fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url));

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'src/**/*.test.ts'],
    setupFiles: ['test/setup/properties.ts'],
    globalSetup: ['test/setup/database.ts'],
    // Every file has a database of its own; to load the program anew for each took half the time of most of them.
    isolate: false,
    env: { NODE_COMPILE_CACHE: compiled },
    testTimeout: 40_000,
    hookTimeout: 60_000,
    // Waiting ends with what is waited for; on a busy machine that may take a while.
    expect: { poll: { timeout: 10_000 } },
    // Where nobody can look again, a test may stumble once over a slow machine; the report says which did.
    retry: process.env.CI ? 1 : 0,
    sequence: { sequencer: LongestFirst },
    // Much of the suite waits: for processes that start, die and are missed.
    maxWorkers: 3,
  },
});
