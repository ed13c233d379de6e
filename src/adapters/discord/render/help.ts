import { ComponentType } from 'discord.js';
import type { HelpView } from '../../../core/views.ts';
import { CREAM, type RenderedMessage, richMessage, textDisplay } from './message.ts';
import { fitEscaped, type RenderContext, renderLines } from './text.ts';

const HEADING_MAX = 200;
const INTRO_MAX = 1200;
const COMMANDS_MAX = 2400;
const COMMAND_TEXT_MAX = 300;

export function renderHelp(view: HelpView, context: RenderContext): RenderedMessage {
  let commands = '';
  for (const { path, text } of view.commands) {
    const line = `${context.command(path)} ${fitEscaped(text, COMMAND_TEXT_MAX)}`;
    if (commands.length + line.length + 1 > COMMANDS_MAX) break;
    commands += commands === '' ? line : `\n${line}`;
  }
  const parts = [
    `## ${fitEscaped(view.heading, HEADING_MAX)}`,
    renderLines(view.intro, context, INTRO_MAX),
    commands,
  ].filter((part) => part !== '');
  const components = parts.map(textDisplay);
  return richMessage([{ type: ComponentType.Container, accent_color: CREAM, components }]);
}
