import { altOf } from '../../../core/pictures/alt.ts';
import type { Picture } from '../../../core/pictures/pictures.ts';
import type { PictureSpec } from '../../../core/pictures/spec.ts';
import type { RenderedFile } from './message.ts';
import { fitText } from './text.ts';

/** The longest description of a file (Discord: resources/message, attachment object). */
const DESCRIPTION_MAX = 1024;

/** A drawn picture as a file to send with a message. Its description says the same in words. */
export function fileOf(spec: PictureSpec, { id, png }: Picture): RenderedFile {
  return {
    name: `${id}.png`,
    type: 'image/png',
    bytes: png,
    description: fitText(altOf(spec), DESCRIPTION_MAX),
  };
}
