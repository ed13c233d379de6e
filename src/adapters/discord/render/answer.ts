import type { AnswerView } from '../../../core/views.ts';
import {
  buttonRows,
  CONTENT_MAX,
  plainMessage,
  type RenderedMessage,
  richMessage,
  textDisplay,
  V2_TEXT_MAX,
} from './message.ts';
import { type RenderContext, renderLines } from './text.ts';

/** An answer as a Discord message: plain text, or Components V2 when it has buttons. */
export function renderAnswer(view: AnswerView, context: RenderContext): RenderedMessage {
  if (view.buttons.length === 0) return plainMessage(renderLines(view.lines, context, CONTENT_MAX));
  return richMessage([
    textDisplay(renderLines(view.lines, context, V2_TEXT_MAX)),
    ...buttonRows(view.buttons),
  ]);
}
