import type { PictureSpec } from './spec.ts';

/** A drawn picture: 1200 by 630 pixels, opaque; a face: 192 by 192 with round corners. */
export interface Picture {
  readonly png: Uint8Array;
  /** Lower-case hexadecimal SHA-256, the same for equal specs drawn by the same version. */
  readonly id: string;
}

/** Draws pictures. */
export interface Pictures {
  /**
   * Draws a picture off the event loop, or returns it from the cache. Photos that are no longer stored are left out. Throws only if
   * drawing fails; use `altOf` then.
   */
  draw(spec: PictureSpec): Promise<Picture>;
}
