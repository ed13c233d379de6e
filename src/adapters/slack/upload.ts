import { setTimeout as delay } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { PlatformError } from '../../core/errors.ts';
import type { Picture } from '../../core/pictures/pictures.ts';
import type { Call } from './call.ts';
import { isSlackFileUrl } from './files.ts';

const TIMEOUT_MS = 5000;
/** The pauses before each look whether an upload is ready. Slack scans it first, mostly for a second or two. */
const LOOKS_MS = [0, 200, 400, 800, 1500];

/**
 * Uploads a picture to the workspace's files without posting it anywhere, waits until messages can show it, and returns the file's id.
 * `fence` is called before every request that has an effect. Throws `PlatformError`: `unavailable` if Slack is not done in time.
 * Slack: files.getUploadURLExternal, files.completeUploadExternal, files.info.
 */
export function createUpload(deps: { client: WebClient; call: Call; apiUrl: string | undefined }) {
  const { client, call } = deps;

  async function send(address: string, png: Uint8Array): Promise<void> {
    const url = URL.canParse(address) ? new URL(address) : null;
    if (url === null || !isSlackFileUrl(url, deps.apiUrl)) {
      throw new PlatformError('invalid', 'upload host not allowed');
    }
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'image/png' },
      body: Uint8Array.from(png),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((error: unknown) => {
      throw new PlatformError('unavailable', 'upload', { cause: error });
    });
    await response.body?.cancel();
    if (!response.ok) throw new PlatformError('unavailable', `upload HTTP ${response.status}`);
  }

  async function ready(file: string): Promise<boolean> {
    const { file: found } = await call('files.info', 'repeatable', () => client.files.info({ file }));
    return found?.mimetype?.startsWith('image/') === true;
  }

  return async ({ png, id }: Picture, fence: () => void): Promise<string> => {
    const filename = `${id.slice(0, 16)}.png`;
    fence();
    const slot = await call('files.getUploadURLExternal', 'repeatable', () =>
      client.files.getUploadURLExternal({ filename, length: png.byteLength }),
    );
    const file = slot.file_id ?? '';
    await send(slot.upload_url ?? '', png);
    fence();
    await call('files.completeUploadExternal', 'repeatable', () =>
      client.files.completeUploadExternal({ files: [{ id: file, title: 'Boost Pal' }] }),
    );
    for (const wait of LOOKS_MS) {
      await delay(wait);
      if (await ready(file)) return file;
    }
    throw new PlatformError('unavailable', 'the uploaded file is not ready');
  };
}
