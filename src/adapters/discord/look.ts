import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from '../../core/errors.ts';
import { pictureOf } from '../../core/pictures/picture-of.ts';
import type { Picture, Pictures } from '../../core/pictures/pictures.ts';
import type { PictureSpec } from '../../core/pictures/spec.ts';
import type { Log } from '../../core/ports.ts';
import type { View } from '../../core/views.ts';
import { renderView } from './render/index.ts';
import type { RenderedMessage } from './render/message.ts';
import type { RenderContext } from './render/text.ts';

/** Drawing takes a fraction of this; a card without its picture is better than one that is late. */
const DRAW_WITHIN_MS = 6_000;

/** How a view looks on Discord, with its picture drawn. */
export interface Look {
  /** Never fails for a picture's sake: its signs stand where it cannot be drawn. */
  withPicture(view: View): Promise<RenderedMessage>;
  /** The words alone, and signs in place of a picture. */
  inWords(view: View): RenderedMessage;
}

export function createLook(deps: {
  readonly context: RenderContext;
  readonly pictures: Pictures;
  readonly log: Log;
  readonly drawWithinMs?: number;
}): Look {
  const { context, pictures, log, drawWithinMs = DRAW_WITHIN_MS } = deps;
  let failing = false;

  /** Says once that drawing fails, and again only after it has worked in between. */
  const failed = (spec: PictureSpec, reason: string): null => {
    if (!failing) log.error('discord.picture.failed', { picture: spec.kind, reason });
    failing = true;
    return null;
  };

  const draw = async (spec: PictureSpec): Promise<Picture | null> => {
    const late = new AbortController();
    const deadline = sleep(drawWithinMs, 'late' as const, { signal: late.signal, ref: false });
    deadline.catch(() => {});
    try {
      const picture = await Promise.race([pictures.draw(spec), deadline]);
      if (picture === 'late') return failed(spec, `not drawn within ${drawWithinMs} ms`);
      failing = false;
      return picture;
    } catch (error) {
      return failed(spec, reasonOf(error));
    } finally {
      late.abort();
    }
  };

  return {
    inWords: (view) => renderView(view, context),
    async withPicture(view) {
      const spec = pictureOf(view);
      return renderView(view, context, spec === null ? null : await draw(spec));
    },
  };
}
