import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { writeProblem } from '../../node/writable.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const megabyte = 1024 ** 2;
const tooLittle = 200 * megabyte;
const little = 1024 * megabyte;

/** Checks whether the data directory and its photos can be written, and how much space is left. Creates both folders, as a start does. */
export async function checkDisk(dataDir: string): Promise<Finding[]> {
  const root = path.resolve(dataDir);
  const photos = path.join(root, 'photos');
  for (const folder of [root, photos]) {
    const code = await writeProblem(folder);
    if (code) {
      const todo = 'make it writable for this user, or set BOOST_DATA_DIR to one that is';
      return [fail('Data directory', `${folder} cannot be written (${code})`, todo)];
    }
  }
  const { bavail, bsize } = await statfs(root);
  const free = bavail * bsize;
  const room = free < 10 * little ? `${Math.floor(free / megabyte)} MB` : `${Math.floor(free / little)} GB`;
  if (free < tooLittle)
    return [fail('Disk', `${room} left for ${root}`, 'free some space: photos and the database need it')];
  if (free < little)
    return [warn('Disk', `${room} left for ${root}`, 'free some space soon: a photo takes about 0.5 MB')];
  return [ok('Data directory', `${root} can be written, ${room} left`)];
}
