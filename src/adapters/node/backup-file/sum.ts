import { createHash } from 'node:crypto';
import type { Sum } from './manifest.ts';

const lineEnd = 10;

/** Sums up a table while its rows pass by. */
export function createSum(): { add(chunk: Uint8Array): void; end(): Sum } {
  const hash = createHash('sha256');
  let rows = 0;
  return {
    add(chunk) {
      hash.update(chunk);
      for (let at = chunk.indexOf(lineEnd); at !== -1; at = chunk.indexOf(lineEnd, at + 1)) rows++;
    },
    end: () => ({ rows, sha256: hash.digest('hex') }),
  };
}
