import { reasonOf } from '../../../core/errors.ts';
import type { BlobId } from '../../../core/photo.ts';
import type { Log } from '../../../core/ports.ts';
import { type Node, photoSource } from './nodes.ts';
import type { Image } from './renderer.ts';

/** Loads the bytes of a photo's small copy; null if it is no longer kept. */
export type LoadPhoto = (id: BlobId) => Promise<Uint8Array | null>;

interface Wanted {
  readonly src: string;
  width: number;
  height: number;
}

/**
 * Loads the photos of a tree, each cropped to the size in which it is shown. A photo that is gone or cannot be read is left out, and
 * `complete` is false. The copies are our own (`PhotoProcessor`), so it is safe to decode them in this process.
 */
export async function photosFor(
  tree: Node,
  ids: readonly BlobId[],
  load: LoadPhoto,
  log: Log,
): Promise<{ readonly images: readonly Image[]; readonly complete: boolean }> {
  const sizes = new Map<string, Wanted>();
  collect(tree, sizes);
  const shown = [...new Set(ids)].flatMap((id) => {
    const wanted = sizes.get(photoSource(id));
    return wanted === undefined ? [] : [{ id, wanted }];
  });
  if (shown.length === 0) return { images: [], complete: true };
  // Imported only when the first photo is shown.
  const { default: sharp } = await import('sharp');
  const images = await Promise.all(
    shown.map(async ({ id, wanted }): Promise<Image | null> => {
      try {
        const bytes = await load(id);
        if (bytes === null) return null;
        const size = [Math.ceil(wanted.width), Math.ceil(wanted.height)] as const;
        const cut = sharp(bytes).resize(...size, { fit: 'cover', position: 'centre' });
        return {
          src: wanted.src,
          data: await cut.jpeg({ quality: 90, chromaSubsampling: '4:4:4' }).toBuffer(),
        };
      } catch (error) {
        log.warn('picture.photo.unreadable', { blob: id, reason: reasonOf(error) });
        return null;
      }
    }),
  );
  const found = images.filter((image) => image !== null);
  return { images: found, complete: found.length === shown.length };
}

/** Collects the largest size in which each photo is shown. */
function collect(node: Node, sizes: Map<string, Wanted>): void {
  if (node.type === 'container') for (const child of node.children ?? []) collect(child, sizes);
  if (node.type !== 'image' || typeof node.src !== 'string' || !node.src.startsWith('photo/')) return;
  const known = sizes.get(node.src) ?? { src: node.src, width: 0, height: 0 };
  known.width = Math.max(known.width, node.width ?? 0);
  known.height = Math.max(known.height, node.height ?? 0);
  sizes.set(node.src, known);
}
