import type { Sharing } from '../../own/sharing.ts';
import type { OwnCounts } from '../../own/store.ts';
import type { Line } from '../../views.ts';
import type { ErasingTexts } from './erasing/texts.ts';

/** Texts of `/my`: what is kept about a member. */
export interface MyTexts {
  erasing: ErasingTexts;
  info: {
    title: string;
    /** What is kept; counts of 0 are left out. */
    kept(counts: OwnCounts): Line;
    /** For how long. */
    until(): Line;
    /** Who can see it. */
    seenBy(): Line;
    /** Said when no model is set up. */
    nothingSent(): Line;
    /** What goes to models. */
    sent(sharing: Sharing): Line;
    /** How to take it along, and how to erase it. */
    yours(): Line;
  };
  export: {
    /** The file is beside these words, or in a direct message. */
    here(): Line;
    direct(): Line;
    /** Said when posts had photos. */
    withoutPhotos(): Line;
    /** The file is larger than platforms take. */
    tooLarge(): Line;
  };
}
