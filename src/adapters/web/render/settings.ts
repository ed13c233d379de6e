import type { SettingsView } from '../../../core/views.ts';
import type { WireView } from '../wire.ts';
import { type CommandName, renderLine } from './inline.ts';

/** Renders the workspace's settings, one row each. */
export const renderSettings = (view: SettingsView, commandName: CommandName): WireView => ({
  shape: 'card',
  mood: 'happy',
  heading: view.heading,
  picture: null,
  lines: [renderLine(view.hint, commandName)],
  rows: view.fields.map(({ label, value }) => ({
    label: [label],
    value: renderLine(value, commandName),
    buttons: [],
  })),
  buttons: [],
});
