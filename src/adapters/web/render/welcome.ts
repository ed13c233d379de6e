import type { WelcomeView } from '../../../core/views.ts';
import type { WireView } from '../wire.ts';
import { type CommandName, renderButtons, renderLine } from './inline.ts';

/** Renders a challenge's welcome. */
export const renderWelcome = (view: WelcomeView, commandName: CommandName): WireView => ({
  shape: 'card',
  mood: 'waving',
  heading: view.title,
  picture: null,
  lines: view.lines.map((line) => renderLine(line, commandName)),
  rows: [],
  buttons: renderButtons(view.buttons),
});
