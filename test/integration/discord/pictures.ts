import { createPictures } from '../../../src/adapters/node/pictures/index.ts';
import type { Picture, Pictures } from '../../../src/core/pictures/pictures.ts';
import type { PictureSpec } from '../../../src/core/pictures/spec.ts';
import { quietLog } from '../../photos/log.ts';

/** The true drawing, which can be told to fail or to take its time; it counts what it drew. */
export interface Studio extends Pictures {
  readonly drawn: PictureSpec[];
  before: () => Promise<void>;
}

export function createStudio(): Studio {
  const kept = new Map<string, Uint8Array>();
  const pictures = createPictures({
    loadPhoto: async () => null,
    cache: {
      get: async (id) => kept.get(id) ?? null,
      set: async (id, bytes) => void kept.set(id, bytes),
    },
    log: quietLog,
  });
  const studio: Studio = {
    drawn: [],
    before: async () => {},
    async draw(spec): Promise<Picture> {
      await studio.before();
      studio.drawn.push(spec);
      return pictures.draw(spec);
    },
  };
  return studio;
}
