/**
 * What of members' posts goes to models on other servers, as the operator set them up: their words to the one that writes, and what is
 * named here. Null in place of this: no model is set up, and nothing goes anywhere.
 */
export interface Sharing {
  /** Photos go along. */
  readonly photos: boolean;
  /** Moderation or Decisions look at posts before anything is written about them. */
  readonly safety: boolean;
}
