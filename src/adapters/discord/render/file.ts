import { altOf } from '../../../core/pictures/alt.ts';
import type { Picture } from '../../../core/pictures/pictures.ts';
import type { PictureSpec } from '../../../core/pictures/spec.ts';
import type { RenderedFile } from './message.ts';
import { fitText } from './text.ts';

/** Discord: resources/message, attachment object. */
const DESCRIPTION_MAX = 1024;

/** A drawn picture as a file of a message, told in words too. */
export function fileOf(spec: PictureSpec, { id, png }: Picture): RenderedFile {
  return {
    name: `${id}.png`,
    type: 'image/png',
    bytes: png,
    description: fitText(altOf(spec), DESCRIPTION_MAX),
  };
}
