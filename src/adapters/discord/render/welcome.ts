import { ComponentType } from 'discord.js';
import type { WelcomeView } from '../../../core/views.ts';
import { buttonRows, CREAM, type RenderedMessage, richMessage, textDisplay } from './message.ts';
import { fitEscaped, type RenderContext, renderLines } from './text.ts';

const TITLE_MAX = 300;
const TEXT_MAX = 3000;

/** The welcome of a challenge: title, lines and buttons, in a container. */
export function renderWelcome(view: WelcomeView, context: RenderContext): RenderedMessage {
  const title = textDisplay(`## ${fitEscaped(view.title, TITLE_MAX)}`);
  const text = textDisplay(renderLines(view.lines, context, TEXT_MAX));
  const components = [title, text, ...buttonRows(view.buttons)];
  return richMessage([{ type: ComponentType.Container, accent_color: CREAM, components }]);
}
