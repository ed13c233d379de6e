import type { WebClient } from '@slack/web-api';
import * as z from 'zod';
import { PlatformError } from '../../core/errors.ts';
import type { InboundAttachment } from '../../core/inbound.ts';
import type { AttachmentRef } from '../../core/model/ids.ts';
import { fetchFailure } from '../../core/photos/fetch-failure.ts';
import type { FetchBytes, FetchedFile } from '../../core/ports.ts';
import type { Call } from './call.ts';
import { attachmentRef } from './refs.ts';

/** The few fields of a file object we use. Slack: reference/objects/file-object. */
export const fileSchema = z.object({
  id: z.string(),
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
  mode: z.string().nullish(),
  is_external: z.boolean().nullish(),
  url_private: z.string().nullish(),
  url_private_download: z.string().nullish(),
});
type SlackFile = z.infer<typeof fileSchema>;

/**
 * Whether a file may be read from there with the workspace's token: https on files.slack.com, or the very host of
 * SLACK_API_URL when that is set (any port, since a proxy or compatible server may serve files beside its API).
 */
export function isSlackFileUrl(url: URL, apiUrl: string | undefined): boolean {
  if (url.username !== '' || url.password !== '') return false;
  if (apiUrl !== undefined && url.hostname === new URL(apiUrl).hostname) {
    return url.protocol === 'https:' || url.protocol === 'http:';
  }
  return url.protocol === 'https:' && url.hostname === 'files.slack.com' && url.port === '';
}

/**
 * What a message shows that is there. A file of another service and a message that is shared are shown, and are no photos, since
 * the one cannot be read and the other is somebody's from elsewhere.
 */
export function attachmentsOf({ ts, files, attachments }: Shown): InboundAttachment[] {
  const shared = (attachments ?? []).some(({ is_share }) => is_share === true);
  return [
    ...(files ?? [])
      .filter((f) => f.mode !== 'tombstone' && f.mode !== 'hidden_by_limit')
      .map(({ id, name, mimetype, size, is_external: external }) => ({
        ref: attachmentRef(id),
        name: external === true ? '' : (name ?? ''),
        type: external === true ? null : (mimetype ?? null),
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

/** Which files of a message are still there, shown or not; undefined where Slack does not tell. */
export const standingFiles = (files: readonly SlackFile[] | null | undefined): AttachmentRef[] | undefined =>
  files?.filter((file) => file.mode !== 'tombstone').map(({ id }) => attachmentRef(id));

/**
 * Fills in what Slack Connect messages leave out (`file_access: check_file_info`: only the id). A file that cannot be
 * asked about stays as it is; its bytes decide later.
 */
export async function completeFiles(
  files: readonly SlackFile[] | null | undefined,
  lookups: WebClient,
): Promise<SlackFile[]> {
  return Promise.all(
    (files ?? []).map(async (file) => {
      if (file.mode !== 'file_access') return file;
      try {
        const { file: found } = await lookups.files.info({ file: file.id });
        return fileSchema.parse(found);
      } catch {
        return file;
      }
    }),
  );
}

/** Reads a file's bytes: asks where it is, checks the host, sends the token there and nowhere else. */
export async function fetchFile(
  deps: { client: WebClient; call: Call; token: string; apiUrl: string | undefined; fetchBytes: FetchBytes },
  ref: AttachmentRef,
  signal: AbortSignal,
): Promise<FetchedFile> {
  const info = await deps.call('files.info', 'repeatable', () => deps.client.files.info({ file: ref }));
  const file = fileSchema.parse(info.file);
  const address = file.url_private_download ?? file.url_private;
  if (file.is_external === true || typeof address !== 'string' || !URL.canParse(address)) {
    throw new PlatformError('invalid', 'file is not hosted by Slack');
  }
  const url = new URL(address);
  if (!isSlackFileUrl(url, deps.apiUrl)) throw new PlatformError('invalid', 'file host not allowed');
  const result = await deps.fetchBytes(url, { headers: { authorization: `Bearer ${deps.token}` }, signal });
  if (result.ok) return { bytes: result.bytes };
  // Slack answers a token without files:read with its login page and status 200.
  if (result.reason === 'html') {
    throw new PlatformError(
      'invalid',
      'html: a login page came instead of the file; is files:read granted?',
      {
        about: 'html',
      },
    );
  }
  if (result.status === 401 || result.status === 403) {
    const missing = 'files:read';
    throw new PlatformError('forbidden', `file HTTP ${result.status} ${missing}`, { missing });
  }
  throw fetchFailure(result);
}
