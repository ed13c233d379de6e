import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
} from 'discord.js';
import type { Button } from '../../../core/views.ts';
import { fitText } from './text.ts';

/** Limits of a message (Discord: resources/message and components/reference). */
export const CONTENT_MAX = 2000;
export const V2_TEXT_MAX = 4000;
export const COMPONENTS_MAX = 40;
const BUTTON_LABEL_MAX = 80;
const BUTTONS_PER_ROW = 5;
const BUTTONS_MAX = 10;
/** The cream colour of Damjji, the hamster, for the edge of a card. */
export const CREAM = 0xf6e3c0;

/** A file that we upload with a message. A component refers to it as `attachment://<name>`. */
export interface RenderedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  /** Alternative text for readers who cannot see the picture. */
  readonly description: string;
}

/** The visible part of a message. `body.ts` makes a request's body of it and adds the allowed mentions. */
export interface RenderedMessage {
  readonly content: string | null;
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly flags: number;
  readonly files: readonly RenderedFile[];
}

/** A message of plain text and perhaps buttons. Link previews are off: fetching one could carry our words to a stranger's server. */
export function plainMessage(content: string, buttons: readonly Button[] = []): RenderedMessage {
  return { content, components: buttonRows(buttons), flags: MessageFlags.SuppressEmbeds, files: [] };
}

/** A message of Components V2. Their flag forbids plain `content`, so all text goes into components. */
export function richMessage(
  components: readonly APIMessageTopLevelComponent[],
  files: readonly RenderedFile[] = [],
): RenderedMessage {
  return { content: null, components, flags: MessageFlags.IsComponentsV2, files };
}

/** The same message as Components V2. Needed for edits: a message that once had Components V2 cannot become plain again. */
export function asRich(rendered: RenderedMessage): RenderedMessage {
  const { content, components, files } = rendered;
  return content === null ? rendered : richMessage([textDisplay(content), ...components], files);
}

/** A text component. Discord refuses an empty one, so empty text becomes a zero-width space. */
export function textDisplay(content: string) {
  return { type: ComponentType.TextDisplay as const, content: content === '' ? '\u200b' : content };
}

/** A button whose `custom_id` is its action. The label is cut to 80 characters. */
export function renderButton(button: Button): APIButtonComponentWithCustomId {
  const styles = {
    primary: ButtonStyle.Primary,
    secondary: ButtonStyle.Secondary,
    danger: ButtonStyle.Danger,
  } as const;
  return {
    type: ComponentType.Button,
    style: styles[button.style],
    label: fitText(button.label, BUTTON_LABEL_MAX),
    custom_id: button.action,
  };
}

/** The buttons in rows of five, at most ten. */
export function buttonRows(
  buttons: readonly Button[],
): APIActionRowComponent<APIButtonComponentWithCustomId>[] {
  const rows: APIActionRowComponent<APIButtonComponentWithCustomId>[] = [];
  const shown = buttons.slice(0, BUTTONS_MAX);
  for (let start = 0; start < shown.length; start += BUTTONS_PER_ROW) {
    const components = shown.slice(start, start + BUTTONS_PER_ROW).map(renderButton);
    rows.push({ type: ComponentType.ActionRow, components });
  }
  return rows;
}
