import { type APIAttachment, type APIMessage, MessageType } from 'discord.js';

/** Fills in properties that a compatible server left out with the empty values that Discord would send. */
export function whole<M extends APIMessage>(told: M): M {
  const message: Partial<APIMessage> = told;
  const { referenced_message: replied } = message;
  return {
    ...told,
    type: message.type ?? MessageType.Default,
    content: message.content ?? '',
    mentions: message.mentions ?? [],
    attachments: files(message.attachments),
    edited_timestamp: message.edited_timestamp ?? null,
    ...(replied
      ? { referenced_message: (replied as Partial<APIMessage>).author ? whole(replied) : null }
      : {}),
  };
}

/** The same for a MESSAGE_UPDATE, except that missing attachments stay undefined: the message may still have its files. */
export function wholeUpdate<M extends APIMessage>(
  told: M,
): Omit<M, 'attachments'> & { readonly attachments: APIAttachment[] | undefined } {
  const { attachments }: Partial<APIMessage> = told;
  return { ...whole(told), attachments: Array.isArray(attachments) ? files(attachments) : undefined };
}

function files(told: readonly APIAttachment[] | null | undefined): APIAttachment[] {
  return (told ?? []).map((file) => ({ ...file, filename: (file as Partial<APIAttachment>).filename ?? '' }));
}
