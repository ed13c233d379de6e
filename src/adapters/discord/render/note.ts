import type { Picture } from '../../../core/pictures/pictures.ts';
import type { NoteView } from '../../../core/views.ts';
import { fileOf } from './file.ts';
import { CONTENT_MAX, plainMessage, type RenderedMessage } from './message.ts';
import { fitEscaped, type RenderContext, renderLine } from './text.ts';

const FOOTER_MAX = 200;

/**
 * A note is a plain message even when it has buttons, so that an edit can leave a plain line behind once they have been used. A face
 * is attached as a file under the words. The words are the same with and without the face, so that the message can be found again by
 * its words whether or not the face could be drawn.
 */
export function renderNote(
  view: NoteView,
  context: RenderContext,
  picture: Picture | null = null,
): RenderedMessage {
  const { line, face, footer = '', buttons } = view;
  const small = footer === '' ? '' : `\n-# ${fitEscaped(footer.replaceAll('\n', ' '), FOOTER_MAX)}`;
  const words = plainMessage(`${renderLine(line, context, CONTENT_MAX - small.length)}${small}`, buttons);
  return face === undefined || picture === null ? words : { ...words, files: [fileOf(face, picture)] };
}
