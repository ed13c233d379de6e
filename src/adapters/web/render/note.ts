import type { NoteView } from '../../../core/views.ts';
import type { WireView } from '../wire.ts';
import { type CommandName, renderButtons, renderLine } from './inline.ts';

export const renderNote = (view: NoteView, commandName: CommandName): WireView => ({
  shape: 'line',
  line: renderLine(view.line, commandName),
  buttons: renderButtons(view.buttons ?? []),
});
