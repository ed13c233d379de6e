import { reasonOf } from '../../../core/errors.ts';
import type { BlobId } from '../../../core/photo.ts';
import type { Log } from '../../../core/ports.ts';
import { type Node, photoSource } from './nodes.ts';
import type { Image } from './renderer.ts';

/** The bytes of a photo's small copy, or null when it is no longer kept. */
export type LoadPhoto = (id: BlobId) => Promise<Uint8Array | null>;

interface Wanted {
  readonly src: string;
  width: number;
  height: number;
}

/**
 * The photos of a tree, each cut to the size it is shown in. One that is gone, or cannot be read, is missing from the
 * answer and `complete` is false. The copies are our own (`PhotoProcessor`), so they are decoded here.
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
  // Loaded with the first photo that is shown, not with the program.
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

/** The largest size each photo is shown in. */
function collect(node: Node, sizes: Map<string, Wanted>): void {
  if (node.type === 'container') for (const child of node.children ?? []) collect(child, sizes);
  if (node.type !== 'image' || typeof node.src !== 'string' || !node.src.startsWith('photo/')) return;
  const known = sizes.get(node.src) ?? { src: node.src, width: 0, height: 0 };
  known.width = Math.max(known.width, node.width ?? 0);
  known.height = Math.max(known.height, node.height ?? 0);
  sizes.set(node.src, known);
}
