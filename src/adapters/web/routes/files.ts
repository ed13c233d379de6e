import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { reasonOf } from '../../../core/errors.ts';
import { asPhotoKind, sniff } from '../../../core/model/file-type.ts';
import { maxPhotoBytes, type PhotoProcessor } from '../../../core/photo.ts';
import type { Log } from '../../../core/ports.ts';
import { MAX_KEPT, MAX_NAME, MAX_UPLOADS, MAX_WAITING_UPLOADS } from '../limits.ts';
import { RequestProblem } from '../problem.ts';
import { memberOf } from '../request.ts';
import { readBody } from '../security.ts';
import { createSlots } from '../slots.ts';
import type { WebStore } from '../store.ts';
import type { WireFile } from '../wire.ts';

export interface FileDeps {
  readonly store: WebStore;
  readonly photos: PhotoProcessor;
  readonly log: Log;
  /** The most bytes in all files that the page keeps; `MAX_KEPT` by default. */
  readonly maxKept?: number;
}

/** How long decoding a picture may take, in ms. If it takes longer, the page shows only its name. */
const READY_WITHIN = 15_000;

/**
 * The route for uploads, one file per request. Of a picture only our own copy is kept, newly encoded and without location or camera data,
 * both for the page and for the core. A file that we cannot decode is kept unchanged, for the core only, which says why it is no photo: no
 * upload is ever served unchanged.
 */
export function uploadRoutes({ store, photos, log, maxKept = MAX_KEPT }: FileDeps): Hono {
  const slots = createSlots(MAX_UPLOADS, MAX_WAITING_UPLOADS);

  async function copyForShowing(bytes: Uint8Array): Promise<Uint8Array | null> {
    if (asPhotoKind(sniff(bytes)) === null) return null;
    try {
      const outcome = await photos.process(bytes, AbortSignal.timeout(READY_WITHIN));
      return outcome.ok ? outcome.large : null;
    } catch (error) {
      log.warn('web.photo_not_shown', { reason: reasonOf(error) });
      return null;
    }
  }

  async function receive(request: Request, name: string): Promise<WireFile> {
    if ((await store.keptBytes()) >= maxKept) throw new RequestProblem('full');
    const bytes = await readBody(request, maxPhotoBytes);
    if (bytes === null) throw new RequestProblem('photoTooLarge', name);
    if (bytes.byteLength === 0) throw new RequestProblem('empty', name);
    const copy = await copyForShowing(bytes);
    const kept = copy ?? bytes;
    const type = request.headers.get('content-type');
    const file = { id: randomUUID(), name, type, size: kept.byteLength, shown: copy !== null };
    await store.addFile(file, kept, copy);
    return { id: file.id, name, size: file.size, shown: file.shown };
  }

  return new Hono().post('/files', async (c) => {
    memberOf(c);
    const name = fileName(c.req.query('name') ?? '');
    const received = slots.run(() => receive(c.req.raw, name));
    if (received === null) throw new RequestProblem('busy');
    return c.json(await received, 201);
  });
}

/** The route that serves members' photos to the page. */
export function photoRoutes({ store }: Pick<FileDeps, 'store'>): Hono {
  return new Hono().get('/files/:id', async (c) => {
    const copy = await store.fileCopy(c.req.param('id'));
    if (!copy) throw new RequestProblem('notHere');
    return c.body(copy as Uint8Array<ArrayBuffer>, 200, { 'content-type': 'image/webp' });
  });
}

/** Cleans a file's name for display; no file of ours is stored under it. */
function fileName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what has to go
  const clean = name.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '').trim();
  return [...clean].slice(-MAX_NAME).join('') || 'photo';
}
