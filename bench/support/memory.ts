import { readdir, readFile } from 'node:fs/promises';

/** Proportional set sizes of the program and of its PostgreSQL under `npm start` (`pid`), in MB. Linux only. */
export async function memoryUnder(pid: number): Promise<{ program: number; database: number }> {
  const parents = new Map<number, number>();
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => null);
    if (stat) parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  const isUnder = (child: number): boolean => {
    const parent = parents.get(child);
    return parent === pid || (parent !== undefined && parent > 1 && isUnder(parent));
  };
  let program = 0;
  let database = 0;
  for (const child of [...parents.keys()].filter(isUnder)) {
    const command = await readFile(`/proc/${child}/cmdline`, 'utf8').catch(() => '');
    if (/postgres/.test(command.split('\0')[0] ?? '')) database += await proportionalSize(child);
    else if (command.includes('src/main.ts') && !/^(sh|npm)/.test(command))
      program += await proportionalSize(child);
  }
  return { program, database };
}

async function proportionalSize(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? Number.NaN) / 1024;
}
