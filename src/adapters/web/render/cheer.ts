import type { CheerView } from '../../../core/views.ts';
import type { WireView } from '../wire.ts';
import { type CommandName, renderButtons, renderLine } from './inline.ts';
import { speakerOf } from './speaker.ts';

/** A cheer: its lines beside the face of whoever speaks. */
export const renderCheer = (view: CheerView, commandName: CommandName): WireView => ({
  shape: 'cheer',
  lines: view.lines.map((line) => [line]),
  credit: view.credit ? renderLine(view.credit, commandName) : null,
  memory: view.memory ? renderLine(view.memory, commandName) : null,
  footer: view.footer,
  mood: view.mood,
  speaker: speakerOf(view),
  buttons: renderButtons(view.buttons ?? []),
});
