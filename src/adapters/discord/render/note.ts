import type { NoteView } from '../../../core/views.ts';
import { CONTENT_MAX, plainMessage, type RenderedMessage } from './message.ts';
import { type RenderContext, renderLine } from './text.ts';

/** Plain with its buttons too: once they have done their work, an edit can leave a plain line behind. */
export function renderNote(view: NoteView, context: RenderContext): RenderedMessage {
  return plainMessage(renderLine(view.line, context, CONTENT_MAX), view.buttons);
}
