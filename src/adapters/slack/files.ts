import type { WebClient } from '@slack/web-api';
import * as z from 'zod';
import { createBoundedMap } from '../../core/bounded-map.ts';
import { PlatformError } from '../../core/errors.ts';
import type { InboundAttachment } from '../../core/inbound.ts';
import type { AttachmentRef } from '../../core/model/ids.ts';
import { fetchFailure } from '../../core/photos/fetch-failure.ts';
import type { Clock, FetchBytes, FetchBytesResult, FetchedFile } from '../../core/ports.ts';
import type { Call } from './call.ts';
import { attachmentRef } from './refs.ts';

/** The fields that we use of a file object. Slack: reference/objects/file-object. */
export const fileSchema = z.object({
  id: z.string(),
  // A photo counts as one even if these are missing or malformed: its bytes decide.
  name: z.string().nullish().catch(null),
  mimetype: z.string().nullish().catch(null),
  filetype: z.string().nullish().catch(null),
  size: z.number().nullish().catch(null),
  mode: z.string().nullish(),
  is_external: z.boolean().nullish(),
  url_private: z.string().nullish().catch(null),
  url_private_download: z.string().nullish().catch(null),
});
export type SlackFile = z.infer<typeof fileSchema>;

/**
 * Whether a file may be fetched from this URL with the workspace's token: https on files.slack.com, or exactly the host of SLACK_API_URL
 * if that is set (on any port, since a proxy or compatible server may serve files beside its API).
 */
export function isSlackFileUrl(url: URL, apiUrl: string | undefined): boolean {
  if (url.username !== '' || url.password !== '') return false;
  if (apiUrl !== undefined && url.hostname === new URL(apiUrl).hostname) {
    return url.protocol === 'https:' || url.protocol === 'http:';
  }
  return url.protocol === 'https:' && url.hostname === 'files.slack.com' && url.port === '';
}

/** The MIME type of a photo whose name has no extension, from Slack's `filetype`; else null. Slack: reference/objects/file-object. */
function typeOf(filetype: string | null | undefined, name: string | null | undefined): string | null {
  const isPhoto = !name?.includes('.') && /^(jpe?g|png|webp|gif|heic|heif|avif)$/i.test(filetype ?? '');
  return isPhoto ? `image/${filetype}`.toLowerCase() : null;
}

/**
 * A message's attachments that still exist. A file hosted by another service and a shared message count as attachments without a type,
 * so not as photos: the file cannot be read, and the shared message was written elsewhere.
 */
export function attachmentsOf({ ts, files, attachments }: Shown): InboundAttachment[] {
  const shared = (attachments ?? []).some(({ is_share }) => is_share === true);
  return [
    ...(files ?? [])
      .filter((f) => f.mode !== 'tombstone' && f.mode !== 'hidden_by_limit')
      .map(({ id, name, mimetype, filetype, size, is_external: external }) => ({
        ref: attachmentRef(id),
        name: external === true ? '' : (name ?? ''),
        type: external === true ? null : mimetype || typeOf(filetype, name),
        size: size ?? null,
      })),
    ...(shared ? [{ ref: attachmentRef(`shared-${ts}`), name: '', type: null, size: null }] : []),
  ];
}

interface Shown {
  readonly ts: string;
  readonly files?: readonly SlackFile[] | null | undefined;
  readonly attachments?: readonly { readonly is_share?: boolean | null | undefined }[] | null | undefined;
}

/** The refs of a message's files that still exist, visible or not; undefined if Slack does not list the files. */
export const standingFiles = (files: readonly SlackFile[] | null | undefined): AttachmentRef[] | undefined =>
  files?.filter((file) => file.mode !== 'tombstone').map(({ id }) => attachmentRef(id));

const MOST_ADDRESSES = 5_000;
/** How long the URL of a file from an event is used without asking Slack again. */
const FRESH_MS = 3_600_000;

type NoBytes = FetchBytesResult & { readonly ok: false };

/** Fetches files with the workspace's token. */
export interface Files {
  /** Remembers the URLs of a message's files, as the message just told them. */
  learn(files: readonly SlackFile[]): void;
  /** Reads a file's bytes from the remembered URL, or asks Slack for it. Sends the token to allowed hosts only. Throws `PlatformError`. */
  fetchFile(ref: AttachmentRef, signal: AbortSignal): Promise<FetchedFile>;
}

/** Creates the fetcher. It remembers file URLs for an hour, and asks Slack for the file when it knows none. */
export function createFiles(deps: {
  readonly client: WebClient;
  readonly call: Call;
  readonly token: string;
  readonly apiUrl: string | undefined;
  readonly fetchBytes: FetchBytes;
  readonly clock: Clock;
}): Files {
  const { client, call, token, apiUrl, clock } = deps;
  const addresses = createBoundedMap<string, { readonly url: URL; readonly at: number }>(MOST_ADDRESSES);

  const read = (url: URL, signal: AbortSignal) =>
    deps.fetchBytes(url, { headers: { authorization: `Bearer ${token}` }, signal });

  /** A file's URL. Throws `PlatformError` (`invalid`) if our token must not be sent there. */
  function addressOf(file: SlackFile): URL {
    const address = file.url_private_download || file.url_private;
    if (file.is_external === true || typeof address !== 'string' || !URL.canParse(address)) {
      throw new PlatformError('invalid', 'file is not hosted by Slack');
    }
    const url = new URL(address);
    if (!isSlackFileUrl(url, apiUrl)) throw new PlatformError('invalid', 'file host not allowed');
    return url;
  }

  return {
    learn(files) {
      for (const file of files) {
        try {
          addresses.set(file.id, { url: addressOf(file), at: clock.monotonic() });
        } catch {
          // A file whose URL we cannot use is looked up when it is read.
        }
      }
    },
    async fetchFile(ref, signal) {
      const known = addresses.get(ref);
      if (known !== undefined && clock.monotonic() - known.at < FRESH_MS) {
        const result = await read(known.url, signal);
        if (result.ok) return { bytes: result.bytes };
        if (!mayBeOld(result)) throw failureOf(result);
      }
      const info = await call('files.info', 'repeatable', () => client.files.info({ file: ref }));
      const result = await read(addressOf(fileSchema.parse(info.file)), signal);
      if (result.ok) return { bytes: result.bytes };
      throw failureOf(result);
    },
  };
}

/** Whether the remembered URL may be outdated: the file moved, was removed, or is not for us. Asking Slack then tells which. */
const mayBeOld = ({ reason, status }: NoBytes): boolean =>
  reason === 'html' || reason === 'redirect' || [401, 403, 404, 410].includes(status ?? 0);

function failureOf(result: NoBytes): PlatformError {
  // Slack answers a token without files:read with its login page and status 200.
  if (result.reason === 'html') {
    return new PlatformError(
      'invalid',
      'html: a login page came instead of the file; is files:read granted?',
      {
        about: 'html',
      },
    );
  }
  if (result.status === 401 || result.status === 403) {
    const missing = 'files:read';
    return new PlatformError('forbidden', `file HTTP ${result.status} ${missing}`, { missing });
  }
  return fetchFailure(result);
}
