import type { PictureSpec } from './spec.ts';

/** URLs under which others can fetch a picture. */
export interface PictureLinks {
  /**
   * A signed URL that serves the picture for a limited time and names nobody; null if the bot has no public address (PUBLIC_URL is
   * not set).
   */
  linkTo(spec: PictureSpec): Promise<string | null>;
}
