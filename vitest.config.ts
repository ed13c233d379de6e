import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { observed } from './test/setup/observed.ts';

/** Started last they would run alone at the end. What mostly waits stands beside what mostly works. */
const longest = [
  'chaos/random-kills',
  'chaos/soak',
  'chaos/histories',
  'chaos/kills',
  'browser/page',
  'chaos/burst',
  'integration/nudge/deaths',
  'chaos/server-faults',
  'integration/start/program',
  'chaos/whole',
  'chaos/database-faults',
  'integration/nudge/simulation',
  'browser/cards',
  'photos/decoder',
  'chaos/program-faults',
  'chaos/pauses',
  'integration/nudge/personal-simulation',
  'chaos/gateway-faults',
  'integration/cli/jobs',
  'integration/cli/beside-bot',
  'chaos/planted-bugs',
  'chaos/restores',
  'contract/proofs',
  'contract/personal-nudges',
  'spread/spread',
  'integration/start/settings',
  'integration/slack/whole',
  'chaos/talk',
  'integration/start/supervise',
  'integration/start/ending',
  'integration/nudge/planners',
  'integration/web/events',
  'integration/discord/endings',
  'contract/care',
  'integration/challenge/closing',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const found = longest.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return found === -1 ? longest.length : found;
    };
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}

/** The hundreds of programs that tests start need not compile the same files each time. */
const compiled = fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url));

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'src/**/*.test.ts'],
    setupFiles: ['test/setup/properties.ts'],
    globalSetup: ['test/setup/bundle.ts', 'test/setup/database.ts'],
    reporters: [...configDefaults.reporters, observed()],
    // Every file has a database of its own; to load the program anew for each took half the time of most of them.
    isolate: false,
    env: { NODE_COMPILE_CACHE: compiled },
    // Waiting ends with what is waited for; on a busy machine that may take a while.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 30_000 } },
    // Where nobody can look again, a test may stumble once over a slow machine; the report says which did.
    retry: process.env.CI ? 1 : 0,
    sequence: { sequencer: LongestFirst },
    // Much of the suite waits: for processes that start, die and are missed.
    maxWorkers: 3,
  },
});
