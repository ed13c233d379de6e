import { createHash } from 'node:crypto';
import { createBoundedMap } from '../../../core/bounded-map.ts';
import { reasonOf } from '../../../core/errors.ts';
import type { Picture, Pictures } from '../../../core/pictures/pictures.ts';
import { canonicalSpec, type PictureSpec, photosOf } from '../../../core/pictures/spec.ts';
import type { Log } from '../../../core/ports.ts';
import { createGate } from './gate.ts';
import { layoutOf } from './layout.ts';
import { card, small } from './nodes.ts';
import { type LoadPhoto, photosFor } from './photos.ts';
import type { Drawer } from './renderer.ts';

/** Increase it whenever a picture looks different: it is part of every picture's id. */
export const drawingVersion = 2;

/** How many pictures are drawn at the same time; each takes a thread of the pool that also reads files. */
const atOnce = 2;
/** How many finished pictures are kept in memory; each has 30 to 700 kB. */
const kept = 24;

/** Stores drawn pictures. A lost one is drawn again. */
export interface PictureCache {
  get(id: string): Promise<Uint8Array | null>;
  set(id: string, bytes: Uint8Array): Promise<void>;
}

export interface PicturesOptions {
  readonly loadPhoto: LoadPhoto;
  readonly cache: PictureCache;
  readonly log: Log;
  /** Called for the first picture. Several may share one drawer, since its fonts take some 40 MB of memory. */
  readonly openDrawer?: () => Promise<Drawer>;
}

/** Loads the drawing library for the first picture: many instances never draw one. */
async function loadDrawer(): Promise<Drawer> {
  return (await import('./renderer.ts')).createDrawer();
}

/** The id of a spec's picture, which is the hash of the spec and the drawing version; nothing is drawn. */
export function pictureId(spec: PictureSpec): string {
  return createHash('sha256')
    .update(`${drawingVersion}\n${canonicalSpec(spec)}`)
    .digest('hex');
}

/**
 * Draws pictures on other threads, two at once; equal specs asked for at the same time are drawn once. A picture in which a photo is
 * missing is returned but not cached, since the photo may only be late.
 */
export function createPictures(options: PicturesOptions): Pictures {
  const { loadPhoto, cache, log, openDrawer = loadDrawer } = options;
  const recent = createBoundedMap<string, Uint8Array>(kept);
  const underWay = new Map<string, Promise<Picture>>();
  const gate = createGate(atOnce);
  let drawer: Promise<Drawer> | null = null;

  const readDrawer = async (): Promise<Drawer> => {
    drawer ??= openDrawer();
    try {
      return await drawer;
    } catch (error) {
      drawer = null;
      throw error;
    }
  };

  /** A failing cache does not fail the picture: it is drawn, or returned without being cached. */
  const unlessBroken = async <T>(work: Promise<T>, id: string): Promise<T | null> => {
    try {
      return await work;
    } catch (error) {
      log.warn('picture.cache.failed', { id, reason: reasonOf(error) });
      return null;
    }
  };

  const drawAnew = async (spec: PictureSpec, id: string): Promise<Picture> => {
    const found = await unlessBroken(cache.get(id), id);
    if (found !== null) {
      recent.set(id, found);
      return { png: found, id };
    }
    const begun = performance.now();
    const { kit, render } = await readDrawer();
    const tree = layoutOf(spec, kit);
    const { images, complete } = await photosFor(tree, photosOf(spec), loadPhoto, log);
    const png = await render(tree, images, spec.kind === 'face' ? small : card);
    log.info('picture.drawn', {
      id,
      kind: spec.kind,
      bytes: png.length,
      ms: Math.round(performance.now() - begun),
      complete,
    });
    if (complete) {
      recent.set(id, png);
      await unlessBroken(cache.set(id, png), id);
    }
    return { png, id };
  };

  return {
    async draw(spec) {
      const id = pictureId(spec);
      const known = recent.get(id);
      if (known !== undefined) {
        recent.set(id, known);
        return { png: known, id };
      }
      const running = underWay.get(id);
      if (running !== undefined) return running;
      const work = gate(() => drawAnew(spec, id)).finally(() => underWay.delete(id));
      underWay.set(id, work);
      return work;
    },
  };
}
