import { moodSigns, type NoteView } from '../../../core/views.ts';
import { CONTENT_MAX, plainMessage, type RenderedMessage } from './message.ts';
import { fitEscaped, type RenderContext, renderLine } from './text.ts';

const FOOTER_MAX = 200;

/** Plain with its buttons too: once they have done their work, an edit can leave a plain line behind. */
export function renderNote(view: NoteView, context: RenderContext): RenderedMessage {
  const { line, mood, footer = '', buttons } = view;
  const small = footer === '' ? '' : `\n-# ${fitEscaped(footer.replaceAll('\n', ' '), FOOTER_MAX)}`;
  const said = mood === undefined ? line : [`${moodSigns[mood]} `, ...line];
  return plainMessage(`${renderLine(said, context, CONTENT_MAX - small.length)}${small}`, buttons);
}
