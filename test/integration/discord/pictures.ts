import { createPictures } from '../../../src/adapters/node/pictures/index.ts';
import type { Pictures } from '../../../src/core/pictures/pictures.ts';
import type { PictureSpec } from '../../../src/core/pictures/spec.ts';
import { quietLog } from '../../support/quiet.ts';

/** The true drawing, of which all tests of a worker share one: it remembers what it drew. */
const pictures = createPictures({
  loadPhoto: async () => null,
  cache: { get: async () => null, set: async () => undefined },
  log: quietLog,
});

/** Draws them outside a test: the adapter waits six seconds for a picture, in which a busy machine may not load what draws. */
export const drawBeforehand = (...specs: readonly PictureSpec[]): Promise<unknown> =>
  Promise.all(specs.map(pictures.draw));

/** The true drawing, which can be told to fail or to take its time. */
export interface Studio extends Pictures {
  before: () => Promise<void>;
}

export function createStudio(): Studio {
  const studio: Studio = {
    before: async () => {},
    async draw(spec) {
      await studio.before();
      return pictures.draw(spec);
    },
  };
  return studio;
}
