import { type APIMessage, ComponentType } from 'discord.js';
import type { RenderedMessage } from './render/message.ts';

/** Whether a message in the history looks like what we render now. Discord trims text, so blanks do not count. */
export function sameMessage(message: APIMessage, rendered: RenderedMessage): boolean {
  const there = bare(message.content, message.components ?? []);
  return there !== '' && there === bare(rendered.content ?? '', rendered.components);
}

function bare(content: string, components: readonly unknown[]): string {
  return [content, ...components.flatMap(texts)].join(' ').replace(/\s+/g, ' ').trim();
}

function texts(component: unknown): string[] {
  if (typeof component !== 'object' || component === null) return [];
  const { type, content, components, accessory } = component as {
    type?: number;
    content?: string;
    components?: unknown[];
    accessory?: unknown;
  };
  const own = type === ComponentType.TextDisplay && content !== undefined ? [content] : [];
  return [...own, ...(components ?? []).flatMap(texts), ...texts(accessory)];
}
