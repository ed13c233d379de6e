import type { PictureLinks } from '../../src/core/pictures/links.ts';
import type { Pictures } from '../../src/core/pictures/pictures.ts';

/** Where no picture can be drawn. */
export const noPictures: Pictures = {
  draw: async () => {
    throw new Error('not drawn');
  },
};

/** Where the platform can read none by an address. */
export const noLinks: PictureLinks = { linkTo: async () => null };
