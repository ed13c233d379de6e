import { ComponentType } from 'discord.js';
import type { SettingsView } from '../../../core/views.ts';
import { renderFields } from './fields.ts';
import { CREAM, type RenderedMessage, richMessage, textDisplay } from './message.ts';
import { fitEscaped, type RenderContext, renderLine } from './text.ts';

const HEADING_MAX = 200;
const FIELDS_MAX = 3000;
const HINT_MAX = 600;

/** Settings: a heading, the fields, and a hint in small print, in a container. */
export function renderSettings(view: SettingsView, context: RenderContext): RenderedMessage {
  const hint = renderLine(view.hint, context, HINT_MAX);
  const components = [
    textDisplay(`## ${fitEscaped(view.heading, HEADING_MAX)}`),
    textDisplay(renderFields(view.fields, context, FIELDS_MAX)),
    ...(hint === '' ? [] : [textDisplay(`-# ${hint}`)]),
  ];
  return richMessage([{ type: ComponentType.Container, accent_color: CREAM, components }]);
}
