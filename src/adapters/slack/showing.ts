import type { WebClient } from '@slack/web-api';
import { createBoundedMap } from '../../core/bounded-map.ts';
import { FencedError, PlatformError, reasonOf } from '../../core/errors.ts';
import type { Locale } from '../../core/model/locale.ts';
import type { PictureLinks } from '../../core/pictures/links.ts';
import { pictureOf } from '../../core/pictures/picture-of.ts';
import type { Picture, Pictures } from '../../core/pictures/pictures.ts';
import type { PictureSpec } from '../../core/pictures/spec.ts';
import type { Clock, Log } from '../../core/ports.ts';
import type { View } from '../../core/views.ts';
import type { Call } from './call.ts';
import { type Rendered, renderView, type Shown } from './render/index.ts';
import { createUpload } from './upload.ts';
import { within } from './within.ts';

/** Where a picture is shown. A message that all can see may show an uploaded file; an answer to one member only a URL. */
export type Surface = 'message' | 'answer';

/** Sends views with their pictures, in the best way that Slack accepts. */
export interface Showing {
  /**
   * Renders the view and passes it to `post`. If Slack refuses the picture (`invalid_blocks`, so nothing was posted), tries the next way
   * to show it, and the grid last. `fence` is called before a picture is uploaded. Throws what `post` throws.
   */
  send<T>(
    view: View,
    to: { readonly surface: Surface; readonly locale: Locale; readonly fence?: () => void },
    post: (rendered: Rendered) => Promise<T>,
  ): Promise<T>;
  /** The best way that needs no upload, for places where Slack would not tell us of a refusal. */
  best(view: View): Promise<Shown>;
}

/** How long a way to show pictures is not tried again after Slack refused it. */
const CLOSED_MS = 10 * 60_000;
const MAX_KEPT = 500;
/** How long we wait for a link, in milliseconds: the answer to a form must come within 3 s in all. */
const LINK_PATIENCE_MS = 400;

/** Creates the sender. It remembers uploaded files, and which ways Slack has refused lately. */
export function createShowing(deps: {
  client: WebClient;
  call: Call;
  clock: Clock;
  log: Log;
  apiUrl: string | undefined;
  pictures: Pictures;
  links: PictureLinks;
}): Showing {
  const { clock, log, pictures } = deps;
  const upload = createUpload(deps);
  /** Uploaded files by picture, so that a second try or the same card again uploads nothing. A forgotten one is just uploaded again. */
  const files = createBoundedMap<string, string>(MAX_KEPT);
  const underWay = new Map<string, Promise<string>>();
  const closedUntil = { link: Number.NEGATIVE_INFINITY, file: Number.NEGATIVE_INFINITY };
  const open = (way: 'link' | 'file') => closedUntil[way] <= clock.monotonic();
  const close = (way: 'link' | 'file', reason: string) => {
    closedUntil[way] = clock.monotonic() + CLOSED_MS;
    log.warn('slack.picture.way_closed', { way, reason });
  };

  async function linked(spec: PictureSpec): Promise<Shown | null> {
    if (!open('link')) return null;
    try {
      const url = await deps.links.linkTo(spec);
      return url === null ? null : { by: 'link', url };
    } catch (error) {
      log.warn('slack.picture.not_linked', { reason: reasonOf(error) });
      return null;
    }
  }

  /** Uploads a picture once, even if many want to show it at the same time, as happens with faces. */
  async function uploadOnce(picture: Picture, fence: () => void): Promise<string> {
    for (let running = underWay.get(picture.id); running; running = underWay.get(picture.id)) {
      try {
        return await running;
      } catch (error) {
        // The uploader's claim has become too old to act on. Ours has not, so we try ourselves.
        if (!(error instanceof FencedError)) throw error;
      }
    }
    const mine = upload(picture, fence).finally(() => underWay.delete(picture.id));
    underWay.set(picture.id, mine);
    return mine;
  }

  async function filed(spec: PictureSpec, fence: () => void): Promise<{ id: string; shown: Shown } | null> {
    if (!open('file')) return null;
    try {
      const picture = await pictures.draw(spec);
      const file = files.get(picture.id) ?? (await uploadOnce(picture, fence));
      files.set(picture.id, file);
      return { id: picture.id, shown: { by: 'file', file } };
    } catch (error) {
      if (error instanceof FencedError) throw error;
      const reason = error instanceof PlatformError ? error.detail : 'not drawn';
      if (error instanceof PlatformError && error.kind === 'forbidden') close('file', reason);
      else log.warn('slack.picture.not_uploaded', { reason });
      return null;
    }
  }

  /** The ways to show a picture, best first. Asking for the next one means that Slack refused the one before. */
  async function* ways(spec: PictureSpec, surface: Surface, fence: () => void): AsyncGenerator<Shown> {
    const link = await linked(spec);
    if (link !== null) {
      yield link;
      close('link', 'Slack could not read the picture at PUBLIC_URL');
    }
    const file = surface === 'message' ? await filed(spec, fence) : null;
    if (file !== null) {
      yield file.shown;
      files.delete(file.id);
      log.warn('slack.picture.file_refused');
    }
    yield { by: 'grid' };
  }

  return {
    async send(view, { surface, locale, fence = () => {} }, post) {
      const picture = pictureOf(view);
      if (picture === null) return post(renderView(view, locale));
      for await (const shown of ways(picture, surface, fence)) {
        try {
          return await post(renderView(view, locale, shown));
        } catch (error) {
          if (shown.by === 'grid' || !isRefusal(error)) throw error;
        }
      }
      throw new Error('the last way to show a picture is always taken');
    },
    async best(view) {
      const picture = pictureOf(view);
      if (picture === null) return { by: 'grid' };
      return (await within(linked(picture), LINK_PATIENCE_MS)) ?? { by: 'grid' };
    },
  };
}

/** Whether Slack may have refused a picture: it says no more than that the blocks are invalid. */
const isRefusal = (error: unknown): boolean =>
  error instanceof PlatformError &&
  (error.word === 'invalid_blocks' ||
    error.word === 'invalid_blocks_format' ||
    error.word === 'invalid_arguments');
