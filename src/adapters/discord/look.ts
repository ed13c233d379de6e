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

/** Drawing usually takes a fraction of this. A card without its picture is better than a late one. */
const DRAW_WITHIN_MS = 6_000;

/** Renders views for Discord, with their pictures. */
export interface Look {
  /** The view with its picture. A failure to draw never fails this: a grid of signs replaces the picture. */
  withPicture(view: View): Promise<RenderedMessage>;
  /** The view with a grid of signs in place of a picture. */
  inWords(view: View): RenderedMessage;
}

/** Creates the renderer. Drawing is given up after `drawWithinMs` milliseconds. */
export function createLook(deps: {
  readonly context: RenderContext;
  readonly pictures: Pictures;
  readonly log: Log;
  readonly drawWithinMs?: number;
}): Look {
  const { context, pictures, log, drawWithinMs = DRAW_WITHIN_MS } = deps;
  let failing = false;

  /** Logs once that drawing fails, and again only after it has worked in between. */
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
