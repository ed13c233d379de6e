import type { ChallengeListView } from '../../../core/views.ts';
import type { WireView } from '../wire.ts';
import { type CommandName, renderButtons, renderLine } from './inline.ts';

/** Renders a list of challenges, one row each. */
export const renderChallengeList = (view: ChallengeListView, commandName: CommandName): WireView => ({
  shape: 'card',
  mood: 'happy',
  heading: view.heading,
  picture: null,
  lines: view.items.length === 0 ? [renderLine(view.empty, commandName)] : [],
  rows: view.items.map((item) => ({
    label: [{ kind: 'bold', text: item.title }],
    value: renderLine(item.line, commandName),
    buttons: renderButtons(item.buttons),
  })),
  buttons: [],
});
