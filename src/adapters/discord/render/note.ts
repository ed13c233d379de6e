import type { Picture } from '../../../core/pictures/pictures.ts';
import type { NoteView } from '../../../core/views.ts';
import { fileOf } from './file.ts';
import { CONTENT_MAX, plainMessage, type RenderedMessage } from './message.ts';
import { fitEscaped, type RenderContext, renderLine } from './text.ts';

const FOOTER_MAX = 200;

/**
 * Plain with its buttons too: once they have done their work, an edit can leave a plain line behind. A face is a file under
 * the words, which are the same without it, so that a message is recognised by them whether it could be drawn or not.
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
