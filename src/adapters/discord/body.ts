import type { RawFile } from 'discord.js';
import type { RenderedMessage } from './render/message.ts';

/** Keeps our messages from pinging anybody. Discord's default, for sends and edits alike, would ping (resources/message). */
export const NO_PINGS = { parse: [] } as const;

/** The body that sends a new message. `pinged` is the id of the one person it may notify, who asked for that. */
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

/** The body that edits a message. It replaces everything, files included, so that a plain message can become Components V2. */
export function editBody(rendered: RenderedMessage) {
  const { content, components, flags } = rendered;
  const attachments = attachmentsOf(rendered);
  return { content, embeds: [], components, attachments, flags, allowed_mentions: NO_PINGS };
}

/** The files to upload with a body, in the order in which the body's `attachments` number them. */
export function uploadsOf(rendered: RenderedMessage): RawFile[] {
  return rendered.files.map(({ name, type, bytes }) => ({ name, contentType: type, data: bytes }));
}

function attachmentsOf({ files }: RenderedMessage) {
  return files.map(({ name, description }, index) => ({ id: String(index), filename: name, description }));
}
