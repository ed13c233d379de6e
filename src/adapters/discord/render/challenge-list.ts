import { type APIComponentInContainer, ComponentType } from 'discord.js';
import type { ChallengeListView } from '../../../core/views.ts';
import {
  buttonRows,
  COMPONENTS_MAX,
  CREAM,
  type RenderedMessage,
  renderButton,
  richMessage,
  textDisplay,
  V2_TEXT_MAX,
} from './message.ts';
import { fitEscaped, type RenderContext, renderLine } from './text.ts';

const HEADING_MAX = 200;
const TITLE_MAX = 150;
const LINE_MAX = 350;
/** The components that are always counted: the container, the heading and the closing "+n". */
const FRAME_COMPONENTS = 3;

/** A list of challenges. Those that no longer fit the message's text or components are counted in a closing "+n". */
export function renderChallengeList(view: ChallengeListView, context: RenderContext): RenderedMessage {
  const components: APIComponentInContainer[] = [textDisplay(`## ${fitEscaped(view.heading, HEADING_MAX)}`)];
  if (view.items.length === 0) components.push(textDisplay(renderLine(view.empty, context, LINE_MAX)));
  let room = V2_TEXT_MAX - HEADING_MAX - 20;
  let used = FRAME_COMPONENTS;
  for (const [index, item] of view.items.entries()) {
    const title = `**${fitEscaped(item.title, TITLE_MAX)}**`;
    const text = textDisplay(`${title}\n${renderLine(item.line, context, LINE_MAX)}`);
    const rendered = withButtons(text, item);
    room -= text.content.length;
    used += rendered.count;
    if (room < 0 || used > COMPONENTS_MAX) {
      components.push(textDisplay(`+${view.items.length - index}`));
      break;
    }
    components.push(...rendered.components);
  }
  return richMessage([{ type: ComponentType.Container, accent_color: CREAM, components }]);
}

/** An item's text with its buttons (a single button beside the text, several below it), and how many components that makes. */
function withButtons(text: ReturnType<typeof textDisplay>, item: ChallengeListView['items'][number]) {
  const [only, ...others] = item.buttons;
  if (only === undefined) return { components: [text], count: 1 };
  if (others.length === 0) {
    const section = {
      type: ComponentType.Section as const,
      components: [text],
      accessory: renderButton(only),
    };
    return { components: [section], count: 3 };
  }
  const rows = buttonRows(item.buttons);
  return { components: [text, ...rows], count: 1 + rows.length + item.buttons.length };
}
