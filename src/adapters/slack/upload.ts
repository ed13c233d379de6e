import { setTimeout as delay } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import type { AnswerFile } from '../../core/actions.ts';
import { PlatformError } from '../../core/errors.ts';
import type { Picture } from '../../core/pictures/pictures.ts';
import type { Call } from './call.ts';
import { slackWord } from './errors.ts';
import { isSlackFileUrl } from './files.ts';
import { fileMessageRef } from './refs.ts';

const TIMEOUT_MS = 5000;
/** A file that somebody asked for may be some megabytes long, and they wait for it. */
const FILE_TIMEOUT_MS = 30_000;
/** The pauses before each look whether an upload is ready. Slack scans it first, mostly for a second or two. */
const LOOKS_MS = [0, 200, 400, 800, 1500];

export interface UploadDeps {
  readonly client: WebClient;
  readonly call: Call;
  readonly apiUrl: string | undefined;
}

/** Sends the bytes of a file to where Slack said, and nowhere else than to a host of Slack's or of SLACK_API_URL. */
function createSend({ apiUrl }: UploadDeps) {
  return async (
    address: string,
    { type, bytes }: Pick<AnswerFile, 'type' | 'bytes'>,
    withinMs: number,
  ): Promise<void> => {
    const url = URL.canParse(address) ? new URL(address) : null;
    if (url === null || !isSlackFileUrl(url, apiUrl)) {
      throw new PlatformError('invalid', 'upload host not allowed');
    }
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': type },
      body: Uint8Array.from(bytes),
      redirect: 'error',
      signal: AbortSignal.timeout(withinMs),
    }).catch((error: unknown) => {
      throw new PlatformError('unavailable', 'upload', { cause: error });
    });
    await response.body?.cancel();
    if (!response.ok) throw new PlatformError('unavailable', `upload HTTP ${response.status}`);
  };
}

/**
 * Uploads a picture to the workspace's files without posting it anywhere, waits until messages can show it, and returns the file's id.
 * `fence` is called before every request that has an effect. Throws `PlatformError`: `unavailable` if Slack is not done in time.
 * Slack: files.getUploadURLExternal, files.completeUploadExternal, files.info.
 */
export function createUpload(deps: UploadDeps) {
  const { client, call } = deps;
  const send = createSend(deps);

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
    await send(slot.upload_url ?? '', { type: 'image/png', bytes: png }, TIMEOUT_MS);
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

/** Deletes a file of ours; one that is gone already is as wanted. Slack: files.delete. */
export async function deleteFile(client: WebClient, file: string): Promise<void> {
  try {
    await client.files.delete({ file });
  } catch (error) {
    const word = slackWord(error);
    if (word !== 'file_not_found' && word !== 'file_deleted') throw error;
  }
}

/**
 * Posts a file to a direct channel, as a message of its own, and has it noted that it stays there. Throws `PlatformError`, `gone` if whom
 * it is for had everything erased meanwhile. Done once: after an answer that went missing the file may be there.
 */
export function createPostFile(deps: UploadDeps) {
  const { client, call } = deps;
  const send = createSend(deps);
  return async ({ name, type, bytes, staysAs }: AnswerFile, channel: string): Promise<void> => {
    const slot = await call('files.getUploadURLExternal', 'repeatable', () =>
      client.files.getUploadURLExternal({ filename: name, length: bytes.byteLength }),
    );
    const file = slot.file_id ?? '';
    await send(slot.upload_url ?? '', { type, bytes }, FILE_TIMEOUT_MS);
    const mayStay = async () => (await staysAs?.(fileMessageRef(file))) ?? true;
    if (!(await mayStay())) throw new PlatformError('gone', 'whom it is for');
    const posting = call('files.completeUploadExternal', 'once', () =>
      client.files.completeUploadExternal({
        files: [{ id: file, title: name }],
        channel_id: channel,
      }),
    );
    await posting.catch(() => undefined);
    // Its removal may have come before the file was there, where it may be though its answer went missing.
    if (await mayStay()) return void (await posting);
    await call('files.delete', 'repeatable', () => deleteFile(client, file));
    throw new PlatformError('gone', 'whom it is for');
  };
}
