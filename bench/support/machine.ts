import { execFile } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import { promisify } from 'node:util';
import { findBinaries } from '../../src/adapters/postgres/embedded/binaries.ts';

const run = promisify(execFile);

/** What the figures were measured on. */
export async function describeMachine(): Promise<readonly string[]> {
  const { postgres } = await findBinaries();
  const { stdout } = await run(postgres, ['--version']);
  const cores = cpus();
  return [
    `CPU: ${cores[0]?.model.trim() ?? 'unknown'}, ${cores.length} cores`,
    `memory: ${(totalmem() / 2 ** 30).toFixed(0)} GB`,
    `busy with other things when the run began: ${loadavg()[0]!.toFixed(1)} of ${cores.length} cores (load average)`,
    `Node.js ${process.versions.node} on ${process.platform} ${process.arch}`,
    `PostgreSQL ${/\d+(\.\d+)*/.exec(stdout)?.[0] ?? 'unknown'} (built in, default settings of Boost Pal)`,
  ];
}
