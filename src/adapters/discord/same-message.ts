import { type APIMessage, ComponentType } from 'discord.js';
import { PICTURE_ID } from './render/card.ts';
import type { RenderedMessage } from './render/message.ts';

/**
 * Whether a message in the history looks like what we render now. Discord trims text, so blanks do not count. Nor does a
 * picture: what it says stands in the words, and an earlier try may have drawn it where a later one could not.
 */
export function sameMessage(message: APIMessage, rendered: RenderedMessage): boolean {
  const there = bare(message.content ?? '', message.components ?? []);
  return there !== '' && there === bare(rendered.content ?? '', rendered.components);
}

function bare(content: string, components: readonly unknown[]): string {
  return [content, ...components.flatMap(texts)].join(' ').replace(/\s+/g, ' ').trim();
}

function texts(component: unknown): string[] {
  if (typeof component !== 'object' || component === null) return [];
  const { type, id, content, components, accessory } = component as {
    type?: number;
    id?: number;
    content?: string;
    components?: unknown[];
    accessory?: unknown;
  };
  if (id === PICTURE_ID) return [];
  const own = type === ComponentType.TextDisplay && content !== undefined ? [content] : [];
  return [...own, ...(components ?? []).flatMap(texts), ...texts(accessory)];
}
