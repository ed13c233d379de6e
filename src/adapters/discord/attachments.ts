import type { APIAttachment, APIMessage } from 'discord.js';
import { createBoundedMap } from '../../core/bounded-map.ts';
import { PlatformError } from '../../core/errors.ts';
import type { AttachmentRef } from '../../core/model/ids.ts';
import { fetchFailure } from '../../core/photos/fetch-failure.ts';
import type { Clock, FetchBytes, FetchedFile } from '../../core/ports.ts';
import { type FileAddress, readAttachmentRef } from './refs.ts';
import type { DiscordRest } from './rest.ts';
import { whole } from './whole.ts';

const MOST_ADDRESSES = 5_000;
/** A file's address is reused for this long without asking Discord again. Discord signs addresses for about a day. */
const FRESH_MS = 3_600_000;
const officialHosts: readonly string[] = ['cdn.discordapp.com', 'media.discordapp.net'];

/** Fetches the files of messages and commands. */
export interface Attachments {
  /** Remembers the file addresses of a message that we just received. */
  learn(attachments: readonly APIAttachment[]): void;
  /** The file's bytes. Throws `PlatformError`: `gone` if the file was removed, `invalid` if its host is not allowed. */
  fetchFile(ref: AttachmentRef, signal: AbortSignal): Promise<FetchedFile>;
}

/** Whether files may be fetched from this URL: it is on Discord's own hosts, or on the host of DISCORD_API_URL (any port). */
export function isFileHost(url: URL, compatibleHost: string | null): boolean {
  if (compatibleHost !== null && url.hostname === compatibleHost) return /^https?:$/.test(url.protocol);
  return url.protocol === 'https:' && url.port === '' && officialHosts.includes(url.hostname);
}

/** Creates the fetcher. It remembers file URLs for an hour, and asks Discord for the message when it knows none. */
export function createAttachments(deps: {
  readonly rest: DiscordRest;
  readonly fetchBytes: FetchBytes;
  readonly clock: Clock;
  /** The host name of DISCORD_API_URL; null for Discord itself. */
  readonly compatibleHost: string | null;
}): Attachments {
  const { rest, fetchBytes, clock, compatibleHost } = deps;
  const addresses = createBoundedMap<string, { url: string; at: number }>(MOST_ADDRESSES);

  const learn = (attachments: readonly APIAttachment[]) => {
    for (const { id, url } of attachments)
      if (typeof url === 'string') addresses.set(id, { url, at: clock.monotonic() });
  };

  const ask = async (file: FileAddress & { kind: 'message' }): Promise<string> => {
    const { channelId, messageId, attachmentId } = file;
    const message = await rest
      .request<APIMessage>(
        {
          method: 'GET',
          path: `/channels/${channelId}/messages/${messageId}`,
          breaker: `history:${channelId}`,
        },
        { needs: 'READ_MESSAGE_HISTORY', once: false },
      )
      .then(whole);
    learn(message.attachments);
    const found = message.attachments.find((attachment) => attachment.id === attachmentId);
    if (found === undefined) throw new PlatformError('gone', 'the file was removed from its message');
    return found.url;
  };

  const read = async (address: string, signal: AbortSignal): Promise<FetchedFile | 'expired'> => {
    const url = URL.canParse(address) ? new URL(address) : null;
    if (url === null || !isFileHost(url, compatibleHost))
      throw new PlatformError('invalid', 'hostNotAllowed');
    const result = await fetchBytes(url, { signal });
    if (result.ok) return { bytes: result.bytes };
    // The signature expired, or the file was removed. Asking for the message again tells which.
    if (result.status === 403 || result.status === 404) return 'expired';
    throw fetchFailure(result);
  };

  return {
    learn,
    async fetchFile(ref, signal) {
      const file = readAttachmentRef(ref);
      if (file.kind === 'upload') {
        const bytes = await read(file.url, signal);
        if (bytes === 'expired') throw new PlatformError('gone', 'the address of an uploaded file expired');
        return bytes;
      }
      const known = addresses.get(file.attachmentId);
      if (known !== undefined && clock.monotonic() - known.at < FRESH_MS) {
        const bytes = await read(known.url, signal);
        if (bytes !== 'expired') return bytes;
      }
      const bytes = await read(await ask(file), signal);
      if (bytes === 'expired') throw new PlatformError('gone', 'Discord no longer serves the file');
      return bytes;
    },
  };
}
