import type { CareKind } from '../../src/core/care/guard.ts';
import { createWriteCheer, type WriteCheerDeps } from '../../src/core/cheer/write-cheer.ts';
import { wordsAlone } from './guard.ts';
import { quietLog } from './quiet.ts';

/** What writes cheers, with nothing around it but what is given: no model, no past, no photos. */
export function cheering(deps: Partial<WriteCheerDeps> & Pick<WriteCheerDeps, 'cheers' | 'clock'>) {
  const cared: CareKind[] = [];
  return {
    cared,
    ...createWriteCheer({
      guard: wordsAlone,
      giveCare: async (_, what) => {
        cared.push(what);
      },
      generator: null,
      recall: null,
      prompts: { use: null, canary: null },
      readStreak: async () => null,
      blobs: { get: async () => null },
      linkTo: (_, message) => `https://chat.example/${message}`,
      log: quietLog,
      ...deps,
    }),
  };
}
