import { type APIMessage, ComponentType } from 'discord.js';
import { PICTURE_ID } from './render/card.ts';
import type { RenderedMessage } from './render/message.ts';

/**
 * Whether a message in the history has the same words as what we render now. Differences in whitespace do not count, since Discord
 * trims text. Nor does a picture: the words say the same, and an earlier try may have drawn it where this one could not.
 */
export function sameMessage(message: APIMessage, rendered: RenderedMessage): boolean {
  const there = bare(message.content ?? '', message.components ?? []);
  return there !== '' && there === bare(rendered.content ?? '', rendered.components);
}

/**
 * Whether a message in the history is a cheer of two lines, as the rendered one is, in whatever words. Nothing else that we say under a
 * post looks so, but our answers in a talk, which come later.
 */
export function sameShape({ content }: APIMessage, rendered: RenderedMessage): boolean {
  const large = (text: string | null | undefined) =>
    (text ?? '').split('\n').filter((line) => !line.startsWith('-# ')).length;
  return large(content) === 2 && large(rendered.content) === 2;
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
