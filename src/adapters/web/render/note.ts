import { characterOf } from '../../../core/characters/index.ts';
import type { SpecOf } from '../../../core/pictures/spec.ts';
import type { Line, NoteView } from '../../../core/views.ts';
import type { WireSpeaker, WireView } from '../wire.ts';
import { type CommandName, renderButtons, renderLine } from './inline.ts';

/** Renders a note: as one line or, if it has a face, like a cheer. */
export function renderNote(view: NoteView, commandName: CommandName): WireView {
  const buttons = renderButtons(view.buttons ?? []);
  const { line, face, footer } = view;
  if (face === undefined) {
    const said = footer === undefined ? line : [...line, '\n', footer];
    return { shape: 'line', line: renderLine(said, commandName), buttons };
  }
  return {
    shape: 'cheer',
    lines: linesOf(line).map((each) => renderLine(each, commandName)),
    credit: null,
    memory: null,
    footer: footer ?? null,
    mood: face.mood,
    speaker: speakerFaced(face),
    buttons,
  };
}

/** Splits a line at its breaks into the lines shown beside a face. */
function linesOf(line: Line): readonly Line[] {
  const lines: Line[] = [[]];
  for (const piece of line) {
    if (piece === '\n') lines.push([]);
    else lines.push([...lines.pop()!, piece]);
  }
  return lines;
}

/** The character whose face is shown, with its name. */
function speakerFaced({ character, locale }: SpecOf<'face'>): WireSpeaker {
  const { id, names } = characterOf(character);
  return { character: id, name: names[locale] };
}
