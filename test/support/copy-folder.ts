import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Copies a folder whole to where there is none, whoever owns its files. */
export async function copyFolder(from: string, to: string): Promise<void> {
  await promisify(execFile)('cp', ['-a', from, to]);
}
