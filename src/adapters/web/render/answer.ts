import type { AnswerView } from '../../../core/views.ts';
import type { WireView } from '../wire.ts';
import { type CommandName, renderButtons, renderLine } from './inline.ts';

/** Renders an answer to a command or button; its face shows whether it worked. */
export const renderAnswer = (view: AnswerView, commandName: CommandName): WireView => ({
  shape: 'card',
  mood: view.tone === 'done' ? 'happy' : 'worried',
  heading: null,
  picture: null,
  lines: view.lines.map((line) => renderLine(line, commandName)),
  rows: [],
  buttons: renderButtons(view.buttons),
});
