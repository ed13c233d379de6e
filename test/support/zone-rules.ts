import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The tables of zones among ICU's data. */
const tables = ['zoneinfo64', 'timezoneTypes', 'metaZones', 'windowsZones'] as const;

/** Which zone keeps other time: the offsets it had so far, in seconds each followed by its daylight saving, and the last one's successor. */
export interface Moved {
  readonly offsets: readonly number[];
  readonly now: number;
}

/**
 * Writes the tables of zones this Node was built with to a folder, with one zone's newest offset changed and another's name
 * gone: what a process started with `ICU_TIMEZONE_FILES_DIR` there believes, as if it had a later database of zones. `gone` is
 * renamed to `as`, of the same length and the same place in the alphabet.
 */
export async function writeZoneRules(
  folder: string,
  { moved, gone, as }: { readonly moved: Moved; readonly gone: string; readonly as: string },
): Promise<void> {
  const program = await readFile(process.execPath);
  await mkdir(folder, { recursive: true });
  const found = icuTables(program);
  for (const name of tables) {
    const bytes = Buffer.from(found.get(name)!);
    if (name === 'zoneinfo64') {
      const offsets = int32s(moved.offsets);
      const at = only(bytes, offsets) + offsets.length - 8;
      bytes.writeInt32LE(moved.now, at);
      bytes.write(as, only(bytes, Buffer.from(gone, 'utf16le')), 'utf16le');
    }
    await writeFile(path.join(folder, `${name}.res`), bytes);
  }
}

/** ICU's data is one table of contents (names and places) within the program; see ICU's udata.h and ucmndata.h. */
function icuTables(program: Buffer): ReadonlyMap<string, Buffer> {
  let format = program.indexOf('CmnD');
  while (format >= 0 && program.readUInt16LE(format - 10) !== 0x27da)
    format = program.indexOf('CmnD', format + 1);
  if (format < 0) throw new Error('this Node has no data of its own on zones');
  const start = format - 12;
  const contents = start + program.readUInt16LE(start);
  const count = program.readUInt32LE(contents);
  const entry = (n: number) => {
    const name = contents + program.readUInt32LE(contents + 4 + 8 * n);
    const path_ = program.toString('latin1', name, program.indexOf(0, name));
    return {
      name: path_.replace(/^.*\/|\.res$/g, ''),
      at: contents + program.readUInt32LE(contents + 8 + 8 * n),
    };
  };
  const entries = Array.from({ length: count }, (_, n) => entry(n));
  return new Map(entries.map(({ name, at }, n) => [name, program.subarray(at, entries[n + 1]?.at)]));
}

function int32s(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [n, value] of values.entries()) bytes.writeInt32LE(value, 4 * n);
  return bytes;
}

/** The one place of `part`. */
function only(bytes: Buffer, part: Buffer): number {
  const at = bytes.indexOf(part);
  if (at < 0 || bytes.indexOf(part, at + 1) >= 0) throw new Error('not there, or more than once');
  return at;
}
