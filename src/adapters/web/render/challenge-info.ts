import type { ChallengeInfoView } from '../../../core/views.ts';
import type { WireView } from '../wire.ts';
import { type CommandName, renderButtons, renderLine } from './inline.ts';

/** Renders a challenge's details. */
export const renderChallengeInfo = (view: ChallengeInfoView, commandName: CommandName): WireView => ({
  shape: 'card',
  mood: 'proud',
  heading: view.title,
  picture: null,
  lines: [[view.sentence]],
  rows: view.fields.map(({ label, value }) => ({
    label: [label],
    value: renderLine(value, commandName),
    buttons: [],
  })),
  buttons: renderButtons(view.buttons),
});
