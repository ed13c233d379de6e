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

/** Discord: resources/message and components/reference. */
export const CONTENT_MAX = 2000;
export const V2_TEXT_MAX = 4000;
export const COMPONENTS_MAX = 40;
const BUTTON_LABEL_MAX = 80;
const BUTTONS_PER_ROW = 5;
const BUTTONS_MAX = 10;
/** Damjji's cream, for the edge of a card. */
export const CREAM = 0xf6e3c0;

/** A file of ours that a component shows as `attachment://<name>`. */
export interface RenderedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  /** What it shows, for those who do not see it. */
  readonly description: string;
}

/** A message's look, as it goes into a request's body beside nonce and allowed_mentions. */
export interface RenderedMessage {
  readonly content: string | null;
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly flags: number;
  readonly files: readonly RenderedFile[];
}

/** Text, and buttons at most. Link previews stay off: fetching one could carry words of ours to a stranger's server. */
export function plainMessage(content: string, buttons: readonly Button[] = []): RenderedMessage {
  return { content, components: buttonRows(buttons), flags: MessageFlags.SuppressEmbeds, files: [] };
}

/** More than text: Components V2, whose flag forbids plain content beside it. */
export function richMessage(
  components: readonly APIMessageTopLevelComponent[],
  files: readonly RenderedFile[] = [],
): RenderedMessage {
  return { content: null, components, flags: MessageFlags.IsComponentsV2, files };
}

/** The same words as Components V2: a message that once was so can never be plain again. */
export function asRich(rendered: RenderedMessage): RenderedMessage {
  const { content, components, files } = rendered;
  return content === null ? rendered : richMessage([textDisplay(content), ...components], files);
}

export function textDisplay(content: string) {
  return { type: ComponentType.TextDisplay as const, content: content === '' ? '\u200b' : content };
}

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
