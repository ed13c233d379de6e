import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';
import { catalogue, type Row } from '../chaos/catalogue.ts';

const tests = fileURLToPath(new URL('..', import.meta.url));
/** The one test that may leave itself out: a full disk, where none can be made. */
const excused = 'a tmpfs cannot be mounted here';

/** What a run shows of a row of the fault catalogue. */
interface Seen {
  readonly row: Row;
  /** How often its tests passed. */
  readonly times: number;
  /** Proofs whose file took part, and of which no test passed. */
  readonly missing: readonly string[];
}

/**
 * Fails a run in which a fault of the catalogue was not injected and seen: each proof whose file took part needs a test of its
 * name that passed. A run that was asked for some tests by name is not judged. Says as well why a test needed its retry.
 */
export function observed(): Reporter {
  let vitest: Vitest;
  let chosen = false;
  return {
    onInit(started) {
      vitest = started;
    },
    onTestRunStart(specifications) {
      chosen =
        vitest.config.testNamePattern !== undefined ||
        specifications.some(({ testLines, testIds, testNames, testTagsFilter }) =>
          [testLines, testIds, testNames, testTagsFilter].some((some) => some && some.length > 0),
        );
    },
    onTestRunEnd(modules, _errors, reason) {
      for (const stumble of stumbles(modules)) vitest.logger.log(stumble);
      const seen = chosen || reason === 'interrupted' ? [] : look(catalogue, modules);
      if (seen.length === 0) return;
      const missing = seen.filter((each) => each.missing.length > 0);
      for (const { row, missing: proofs } of missing)
        vitest.logger.error(`fault ${row.number} (${row.fault}) was not observed: ${proofs.join('; ')}`);
      vitest.logger.log(`faults observed: ${seen.length - missing.length} of ${seen.length}`);
      if (process.env.BOOST_CHAOS === 'nightly')
        vitest.logger.log(seen.map(({ row, times }) => `${row.number}: ${times}`).join(', '));
      // Elsewhere than on Linux some cannot be injected (they go by way of /proc): there it only says so.
      if (missing.length > 0 && process.platform === 'linux') process.exitCode = 1;
    },
  };
}

function look(rows: readonly Row[], modules: readonly TestModule[]): readonly Seen[] {
  const ran = new Map(
    modules.map((module) => [path.relative(tests, module.moduleId), [...module.children.allTests()]]),
  );
  return rows.flatMap((row) => {
    const proofs = row.proofs.flatMap(([file, name]) => {
      const named = ran.get(file)?.filter(({ fullName }) => fullName.includes(name));
      return named ? [{ what: `${file}, “${name}”`, named }] : [];
    });
    if (proofs.length === 0) return [];
    const times = proofs.flatMap(({ named }) => named).filter(passed).length;
    const missing = proofs.filter(({ named }) => !named.some((test) => passed(test) || isExcused(test)));
    return [{ row, times, missing: missing.map(({ what }) => what) }];
  });
}

/** Why tests that passed in the end needed another try, which the reporters leave out. */
function* stumbles(modules: readonly TestModule[]): Generator<string> {
  for (const module of modules)
    for (const test of module.children.allTests()) {
      if (!test.diagnostic()?.flaky) continue;
      const causes = (test.result().errors ?? []).map(({ stack, message, diff }) =>
        [stack ?? message, diff ?? []].flat().join('\n'),
      );
      yield [`needed its retry: ${path.relative(tests, module.moduleId)} > ${test.fullName}`, ...causes].join(
        '\n',
      );
    }
}

const passed = (test: TestCase): boolean => test.result().state === 'passed';

function isExcused(test: TestCase): boolean {
  const result = test.result();
  return result.state === 'skipped' && result.note?.includes(excused) === true;
}
