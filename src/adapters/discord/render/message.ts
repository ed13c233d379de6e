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
/** Damjji's cream, for the edge of a card. */
export const CREAM = 0xf6e3c0;

/** A message's look, as it goes into a request's body beside nonce and allowed_mentions. */
export interface RenderedMessage {
  readonly content: string | null;
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly flags: number;
}

/** Text only. Link previews stay off: fetching one could carry words of ours to a stranger's server. */
export function plainMessage(content: string): RenderedMessage {
  return { content, components: [], flags: MessageFlags.SuppressEmbeds };
}

/** More than text: Components V2, whose flag forbids plain content beside it. */
export function richMessage(components: readonly APIMessageTopLevelComponent[]): RenderedMessage {
  return { content: null, components, flags: MessageFlags.IsComponentsV2 };
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

/** The buttons in rows of five. */
export function buttonRows(
  buttons: readonly Button[],
): APIActionRowComponent<APIButtonComponentWithCustomId>[] {
  const rows: APIActionRowComponent<APIButtonComponentWithCustomId>[] = [];
  for (let start = 0; start < buttons.length; start += BUTTONS_PER_ROW) {
    const components = buttons.slice(start, start + BUTTONS_PER_ROW).map(renderButton);
    rows.push({ type: ComponentType.ActionRow, components });
  }
  return rows;
}
