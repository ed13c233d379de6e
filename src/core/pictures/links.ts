import type { PictureSpec } from './spec.ts';

/** Addresses under which others can fetch a picture. */
export interface PictureLinks {
  /**
   * A signed address that shows the picture for a while and names nobody; null where the bot has no address of its own
   * (PUBLIC_URL is not set).
   */
  linkTo(spec: PictureSpec): Promise<string | null>;
}
