import type { CheerView } from '../../../core/views.ts';
import { CONTENT_MAX, plainMessage, type RenderedMessage } from './message.ts';
import { fitEscaped, type RenderContext, renderLine } from './text.ts';

const LINE_MAX = 700;
const CREDIT_MAX = 350;
const FOOTER_MAX = 200;

/** A cheer: its lines, then credit, memory, speaker and footer in small print. Plain text, at most 2000 characters. */
export function renderCheer(view: CheerView, context: RenderContext): RenderedMessage {
  const lines = view.lines.map((line) => fitEscaped(line.replaceAll('\n', ' '), LINE_MAX));
  const credit = view.credit ? renderLine(view.credit, context, CREDIT_MAX) : '';
  const memory = view.memory ? renderLine(view.memory, context, CREDIT_MAX) : '';
  const footer = view.footer === null ? '' : fitEscaped(view.footer.replaceAll('\n', ' '), FOOTER_MAX);
  const speaker = fitEscaped(view.speaker?.line ?? '', FOOTER_MAX);
  const small = [credit, memory, speaker, footer]
    .map((text) => text.replaceAll('\n', ' ').trim())
    .filter((text) => text !== '');
  const content = [...lines, ...small.map((text) => `-# ${text}`)].join('\n').slice(0, CONTENT_MAX);
  return plainMessage(content, view.buttons);
}
