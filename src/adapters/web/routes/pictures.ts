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

/** The response is a picture and nothing else, whatever a browser takes it for. */
const HEADERS = {
  'content-type': 'image/png',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'private, max-age=900',
} as const;

/**
 * Serves cards by signed address to whoever was given one, also to Slack's servers, and hence without the page's access check. An address
 * that is unknown, expired or not signed for this picture gets the same answer as any unknown path.
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
