import { ComponentType } from 'discord.js';
import type { AnswerFile } from '../../../core/actions.ts';
import { altOf } from '../../../core/pictures/alt.ts';
import type { Picture } from '../../../core/pictures/pictures.ts';
import type { PictureSpec } from '../../../core/pictures/spec.ts';
import type { RenderedFile, RenderedMessage } from './message.ts';
import { fitText } from './text.ts';

/** The longest description of a file (Discord: resources/message, attachment object). */
const DESCRIPTION_MAX = 1024;

/** A drawn picture as a file to send with a message. Its description says the same in words. */
export function fileOf(spec: PictureSpec, { id, png }: Picture): RenderedFile {
  return {
    name: `${id}.png`,
    type: 'image/png',
    bytes: png,
    description: fitText(altOf(spec), DESCRIPTION_MAX),
  };
}

/**
 * The message with a file that comes with it. A plain message shows its files by itself; one of Components V2 only those that a component
 * names (Discord: components/reference, File).
 */
export function withFile(rendered: RenderedMessage, { name, type, bytes }: AnswerFile): RenderedMessage {
  const files = [...rendered.files, { name, type, bytes, description: name }];
  if (rendered.content !== null) return { ...rendered, files };
  const shown = { type: ComponentType.File as const, file: { url: `attachment://${name}` } };
  return { ...rendered, files, components: [...rendered.components, shown] };
}
