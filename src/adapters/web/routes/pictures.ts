import { Hono } from 'hono';
import type { Pictures } from '../../../core/pictures/pictures.ts';
import { MAX_DRAWINGS, MAX_WAITING_DRAWINGS } from '../limits.ts';
import type { SignedPictures } from '../pictures/links.ts';
import { RequestProblem } from '../problem.ts';
import { createSlots } from '../slots.ts';

export interface PictureDeps {
  readonly pictures: Pictures;
  readonly links: SignedPictures;
}

/** It is a picture and nothing else, whatever a browser makes of it. */
const HEADERS = {
  'content-type': 'image/png',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'private, max-age=900',
} as const;

/**
 * Cards by signed address, for whoever was given one (Slack's servers too, hence without the page's guard). An address
 * that is unknown, too old, or not signed for this very picture is answered like any that leads nowhere.
 */
export function pictureRoutes({ pictures, links }: PictureDeps): Hono {
  const slots = createSlots(MAX_DRAWINGS, MAX_WAITING_DRAWINGS);
  return new Hono().get('/pictures/:file', async (c) => {
    const spec = await links.open(c.req.param('file'), c.req.query('t') ?? '');
    if (spec === null) throw new RequestProblem('notHere');
    const drawn = slots.run(() => pictures.draw(spec));
    if (drawn === null) throw new RequestProblem('busy');
    const { png } = await drawn;
    return c.body(png as Uint8Array<ArrayBuffer>, 200, HEADERS);
  });
}
