import type { Context, UploadedFile } from './context.ts';
import { ApiError, invalidForm } from './errors.ts';
import {
  type Component,
  flatten,
  isMedia,
  type Media,
  type MessageBody,
  mediaOf,
  REFERENCE,
} from './message-rules.ts';
import type { FakeAttachment, FakeMessage } from './state.ts';

/** Discord: reference, "Uploading Files" and resources/message. */
const FILE_MAX = 10 * 1024 * 1024;
const REQUEST_MAX = 25 * 1024 * 1024;

/** The files of a request as a message holds them, by the rules that the description leaves out. */
export function uploads(
  ctx: Context,
  body: MessageBody,
  files: readonly UploadedFile[],
  standing: readonly FakeAttachment[] = [],
): FakeAttachment[] {
  const total = files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  if (total > REQUEST_MAX || files.some(({ bytes }) => bytes.byteLength > FILE_MAX)) {
    throw new ApiError(413, 40005, 'Request entity too large');
  }
  const named = (id: string) =>
    files.some(({ key }) => key === `files[${id}]`) || standing.some((file) => file.id === id);
  for (const [index, { id }] of (body.attachments ?? []).entries()) {
    if (!named(id))
      throw invalidForm(`attachments.${index}`, 'ATTACHMENT_NOT_FOUND', 'Attachment data not found');
  }
  return files.map((file) => {
    const described = body.attachments?.find(({ id }) => file.key === `files[${id}]`);
    return {
      id: ctx.state.id(),
      filename: described?.filename ?? file.name,
      description: described?.description ?? undefined,
      contentType: file.contentType,
      size: file.bytes.byteLength,
      bytes: file.bytes,
      serve: {},
    };
  });
}

/**
 * The components as Discord gives them back: each with an id, and files of the message's own under their address
 * (components/reference, "Anatomy of a Component" and "Unfurled Media Item").
 */
export function shownComponents(
  message: FakeMessage,
  addressOf: (file: FakeAttachment) => string,
): unknown[] {
  const taken = new Set(flatten(message.components as Component[]).map(({ id }) => id));
  let next = 0;
  const freeId = () => {
    do next += 1;
    while (taken.has(next));
    return next;
  };
  const resolved = (media: Media): unknown => {
    const file = message.attachments.find(({ filename }) => media.url === REFERENCE + filename);
    if (file === undefined) return media;
    const url = addressOf(file);
    return { url, proxy_url: url, attachment_id: file.id, content_type: file.contentType ?? null };
  };
  const shown = (component: Component): Component => {
    const { items, media, file, components, accessory } = component;
    return {
      ...component,
      id: component.id ?? freeId(),
      ...(isMedia(media) ? { media: resolved(media) } : {}),
      ...(isMedia(file) ? { file: resolved(file) } : {}),
      ...(Array.isArray(items)
        ? { items: items.map((item: { media: Media }) => ({ ...item, media: resolved(item.media) })) }
        : {}),
      ...(components === undefined ? {} : { components: components.map(shown) }),
      ...(accessory === undefined ? {} : { accessory: shown(accessory) }),
    };
  };
  return (message.components as Component[]).map(shown);
}

/** The files a reader sees in a message of Components V2: those that a component shows, in order. */
export function filesShown(message: FakeMessage): FakeAttachment[] {
  return flatten(message.components as Component[])
    .flatMap(mediaOf)
    .flatMap(({ url }) => message.attachments.filter(({ filename }) => url === REFERENCE + filename));
}
