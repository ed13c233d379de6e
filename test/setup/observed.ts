import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';
import { catalogue, type Row } from '../chaos/catalogue.ts';
import { securityLines } from '../security/lines.ts';

const tests = fileURLToPath(new URL('..', import.meta.url));
/** The one test that may leave itself out: a full disk, where none can be made. */
const excused = 'a tmpfs cannot be mounted here';
/** What a retry may make up for: what a slow machine did not do in time. */
const slowness = /^(Waited \d+ ms for|(Test|Hook) timed out in|took too long: )/;

/** What is held against a run: the faults of the catalogue, and the attacks of the security bar. */
const bars: readonly { readonly word: string; readonly seen: string; readonly rows: readonly Row[] }[] = [
  { word: 'fault', seen: 'observed', rows: catalogue },
  {
    word: 'security line',
    seen: 'attacked',
    rows: securityLines.map(({ line, what, file, test }) => ({
      number: line,
      fault: what,
      proofs: [[file, test]],
    })),
  },
];

/** What a run shows of a row. */
interface Seen {
  readonly row: Row;
  /** How often its tests passed. */
  readonly times: number;
  /** Proofs whose file took part, and of which no test passed. */
  readonly missing: readonly string[];
  /** Those that left themselves out, and may: the machine has no browser, or no full disk. */
  readonly leftOut: readonly string[];
}

/**
 * Fails a run in which a fault of the catalogue was not injected and seen, or a line of the security bar not attacked: each proof
 * whose file took part needs a test of its name that passed. A run that was asked for some tests by name is not judged. Says as
 * well why a test needed its retry, and fails where a chaos test needed it for anything but a slow machine.
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
      for (const { told, forgiven } of stumbles(modules)) {
        if (forgiven) vitest.logger.log(told);
        else vitest.logger.error(`${told}\nOf a chaos test only slowness is forgiven.`);
        if (!forgiven) process.exitCode = 1;
      }
      if (chosen || reason === 'interrupted') return;
      for (const bar of bars) judge(bar);

      function judge({ word, seen: did, rows }: (typeof bars)[number]): void {
        const seen = look(rows, modules);
        if (seen.length === 0) return;
        const missing = seen.filter((each) => each.missing.length > 0);
        for (const { row, missing: proofs } of missing)
          vitest.logger.error(`${word} ${row.number} (${row.fault}) was not ${did}: ${proofs.join('; ')}`);
        for (const { row, leftOut } of seen)
          for (const proof of leftOut)
            vitest.logger.log(`${word} ${row.number} (${row.fault}) was left out: ${proof}`);
        vitest.logger.log(`${word}s ${did}: ${seen.length - missing.length} of ${seen.length}`);
        if (process.env.BOOST_CHAOS === 'nightly')
          vitest.logger.log(seen.map(({ row, times }) => `${row.number}: ${times}`).join(', '));
        // Elsewhere than on Linux some cannot be injected (they go by way of /proc): there it only says so.
        if (missing.length > 0 && process.platform === 'linux') process.exitCode = 1;
      }
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
    const without = proofs.filter(({ named }) => !named.some(passed));
    const [leftOut, missing] = [true, false].map((is) =>
      without.filter(({ named }) => named.some(mayBeLeftOut) === is).map(({ what }) => what),
    );
    return [{ row, times, missing: missing!, leftOut: leftOut! }];
  });
}

/** Why tests that passed in the end needed another try, which the reporters leave out, and whether that may be. */
function* stumbles(modules: readonly TestModule[]): Generator<{ told: string; forgiven: boolean }> {
  for (const module of modules)
    for (const test of module.children.allTests()) {
      if (!test.diagnostic()?.flaky) continue;
      const file = path.relative(tests, module.moduleId);
      const errors = test.result().errors ?? [];
      const causes = errors.map(({ stack, message, diff }) =>
        [stack ?? message, diff ?? []].flat().join('\n'),
      );
      yield {
        told: [`needed its retry: ${file} > ${test.fullName}`, ...causes].join('\n'),
        forgiven: !file.startsWith('chaos/') || errors.every(({ message }) => slowness.test(message)),
      };
    }
}

const passed = (test: TestCase): boolean => test.result().state === 'passed';

/** Where a machine lacks what a test takes. What the steps of CI are run on has a browser. */
function mayBeLeftOut(test: TestCase): boolean {
  const result = test.result();
  if (result.state !== 'skipped') return false;
  return (
    result.note?.includes(excused) === true ||
    (!process.env.CI && test.module.relativeModuleId.includes('browser/'))
  );
}
