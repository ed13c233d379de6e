import type { HelpView } from '../../../core/views.ts';
import type { WireView } from '../wire.ts';
import { type CommandName, renderLine } from './inline.ts';

/** Renders the help: an introduction and a row for each command. */
export const renderHelp = (view: HelpView, commandName: CommandName): WireView => ({
  shape: 'card',
  mood: 'waving',
  heading: view.heading,
  picture: null,
  lines: view.intro.map((line) => renderLine(line, commandName)),
  rows: view.commands.map(({ path, text }) => ({
    label: [{ kind: 'code', text: commandName(path) }],
    value: [text],
    buttons: [],
  })),
  buttons: [],
});
