import type { CheerView } from '../../../core/views.ts';
import { CONTENT_MAX, plainMessage, type RenderedMessage } from './message.ts';
import { fitEscaped } from './text.ts';

const LINE_MAX = 850;
const FOOTER_MAX = 200;

export function renderCheer(view: CheerView): RenderedMessage {
  const lines = view.lines.map((line) => fitEscaped(line.replaceAll('\n', ' '), LINE_MAX));
  const footer =
    view.footer === null ? [] : [`-# ${fitEscaped(view.footer.replaceAll('\n', ' '), FOOTER_MAX)}`];
  return plainMessage([...lines, ...footer].join('\n').slice(0, CONTENT_MAX));
}
