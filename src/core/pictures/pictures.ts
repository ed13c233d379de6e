import type { PictureSpec } from './spec.ts';

/** A drawn picture: 1200 by 630, opaque; a face: 192 by 192 with round corners. */
export interface Picture {
  readonly png: Uint8Array;
  /** Names the content: equal specs drawn by the same version have the same id, lower-case hexadecimal SHA-256. */
  readonly id: string;
}

export interface Pictures {
  /**
   * Draws off the event loop, or finds it drawn. A photo that is no longer kept is left out. Throws only when the
   * drawing itself fails; say the same with `altOf` then.
   */
  draw(spec: PictureSpec): Promise<Picture>;
}
