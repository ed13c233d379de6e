import { ComponentType } from 'discord.js';
import type { HelpView } from '../../../core/views.ts';
import { CREAM, type RenderedMessage, richMessage, textDisplay, V2_TEXT_MAX } from './message.ts';
import { fitEscaped, type RenderContext, renderLines } from './text.ts';

const HEADING_MAX = 200;
const INTRO_MAX = 1200;
const COMMAND_TEXT_MAX = 300;

/** The help text: a heading, an introduction and as many commands as fit. */
export function renderHelp(view: HelpView, context: RenderContext): RenderedMessage {
  const heading = `## ${fitEscaped(view.heading, HEADING_MAX)}`;
  const intro = renderLines(view.intro, context, INTRO_MAX);
  const room = V2_TEXT_MAX - heading.length - intro.length;
  let commands = '';
  for (const { path, text } of view.commands) {
    const line = `${context.command(path)} ${fitEscaped(text, COMMAND_TEXT_MAX)}`;
    if (commands.length + line.length + 1 > room) break;
    commands += commands === '' ? line : `\n${line}`;
  }
  const components = [heading, intro, commands].filter((part) => part !== '').map(textDisplay);
  return richMessage([{ type: ComponentType.Container, accent_color: CREAM, components }]);
}
