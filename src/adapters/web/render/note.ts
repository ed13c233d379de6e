import type { Line, NoteView } from '../../../core/views.ts';
import type { WireView } from '../wire.ts';
import { type CommandName, renderButtons, renderLine } from './inline.ts';

export function renderNote(view: NoteView, commandName: CommandName): WireView {
  const buttons = renderButtons(view.buttons ?? []);
  const { line, mood, footer } = view;
  if (mood === undefined) {
    const said = footer === undefined ? line : [...line, '\n', footer];
    return { shape: 'line', line: renderLine(said, commandName), buttons };
  }
  return {
    shape: 'cheer',
    lines: linesOf(line).map((each) => renderLine(each, commandName)),
    credit: null,
    memory: null,
    footer: footer ?? null,
    mood,
    buttons,
  };
}

/** A line with breaks in it, as the lines beside a face. */
function linesOf(line: Line): readonly Line[] {
  const lines: Line[] = [[]];
  for (const piece of line) {
    if (piece === '\n') lines.push([]);
    else lines.push([...lines.pop()!, piece]);
  }
  return lines;
}
