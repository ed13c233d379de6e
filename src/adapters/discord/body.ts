import type { RawFile } from 'discord.js';
import type { RenderedMessage } from './render/message.ts';

/** Nothing we write ever pings; Discord's default for sends and edits alike would (resources/message). */
export const NO_PINGS = { parse: [] } as const;

/** A new message. `pinged`: the one person it may call, who asked for that. */
export function messageBody(rendered: RenderedMessage, pinged: string | null = null) {
  const { content, components, flags } = rendered;
  return {
    ...(content === null ? {} : { content }),
    ...(components.length === 0 ? {} : { components }),
    ...(rendered.files.length === 0 ? {} : { attachments: attachmentsOf(rendered) }),
    flags,
    allowed_mentions: pinged === null ? NO_PINGS : { parse: [], users: [pinged] },
  };
}

/** A message in place of another: everything is replaced, its files too, so that a plain one may become a rich one. */
export function editBody(rendered: RenderedMessage) {
  const { content, components, flags } = rendered;
  const attachments = attachmentsOf(rendered);
  return { content, embeds: [], components, attachments, flags, allowed_mentions: NO_PINGS };
}

/** The files beside a body, in the order in which it numbers them. */
export function uploadsOf(rendered: RenderedMessage): RawFile[] {
  return rendered.files.map(({ name, type, bytes }) => ({ name, contentType: type, data: bytes }));
}

function attachmentsOf({ files }: RenderedMessage) {
  return files.map(({ name, description }, index) => ({ id: String(index), filename: name, description }));
}
