import type { ProofCardView } from '../../../core/views.ts';
import { CONTENT_MAX, plainMessage, type RenderedMessage } from './message.ts';
import { escapeText, fitText, type RenderContext, renderLine } from './text.ts';

const HEADING_MAX = 300;

/** A heading with the text of a proof quoted below it. The text is shortened until the whole fits 2000 characters. */
export function renderProofCard(view: ProofCardView, context: RenderContext): RenderedMessage {
  const heading = renderLine(view.heading, context, HEADING_MAX);
  if (view.text.trim() === '') return plainMessage(heading);
  const room = CONTENT_MAX - heading.length - 1;
  let words = quote(view.text);
  for (let max = room; words.length > room; max -= Math.max(1, words.length - room)) {
    words = quote(fitText(view.text, Math.max(1, max)));
  }
  return plainMessage(`${heading}\n${words}`);
}

function quote(text: string): string {
  return escapeText(text.trim())
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}
