import type { WebClient } from '@slack/web-api';
import { createBoundedMap } from '../../core/bounded-map.ts';
import type { Clock, Log } from '../../core/ports.ts';
import type { Call } from './call.ts';
import { toPlatformError } from './errors.ts';
import { fileSchema, type SlackFile } from './files.ts';

const MOST_KEPT = 1_000;
/** How long what Slack told of a file is used without asking again. */
const FRESH_MS = 600_000;
/**
 * How long we wait for Slack to tell what a file is. Slack sends an event again for the last time after about six minutes, so by then
 * its message is taken as it is.
 */
const PATIENCE_MS = 300_000;

/** Slack does not tell for now what a file is, so the message that shows it cannot be judged yet. */
export class FileUntold extends Error {
  override readonly name = 'FileUntold';
}

/**
 * A message's files, with those looked up that come with only an id, as in Slack Connect (`file_access: check_file_info`). A file that
 * Slack refuses to tell of stays as it is; its bytes will show later what it is. Throws `FileUntold` after a passing failure, but for
 * at most five minutes.
 */
export type CompleteFiles = (files: readonly SlackFile[] | null | undefined) => Promise<SlackFile[]>;

/** Creates the look-up. The client `lookups` must have a short timeout, since an event is acknowledged only after it. Slack: files.info. */
export function createCompleteFiles(deps: {
  readonly lookups: WebClient;
  readonly call: Call;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly log: Log;
}): CompleteFiles {
  const { lookups, call, clock, log } = deps;
  const told = createBoundedMap<string, { readonly file: SlackFile; readonly at: number }>(MOST_KEPT);
  /** When the look-up of a file first failed. */
  const failing = createBoundedMap<string, number>(MOST_KEPT);

  async function lookUp(stub: SlackFile): Promise<SlackFile> {
    const { file: found } = await call('files.info', 'repeatable', () =>
      lookups.files.info({ file: stub.id }),
    );
    const file = fileSchema.safeParse(found).data ?? stub;
    told.set(stub.id, { file, at: clock.monotonic() });
    failing.delete(stub.id);
    return file;
  }

  /** The file as it is, after a failure that lasts or has lasted long enough. */
  function untold(stub: SlackFile, error: unknown): SlackFile {
    const { kind, detail } = toPlatformError(error, 'files.info', 'repeatable');
    log.warn('slack.file.untold', { file: stub.id, reason: detail });
    if (kind !== 'rateLimited' && kind !== 'unavailable') return stub;
    const since = failing.get(stub.id) ?? clock.monotonic();
    failing.set(stub.id, since);
    if (clock.monotonic() - since < PATIENCE_MS) throw new FileUntold(detail);
    return stub;
  }

  async function complete(file: SlackFile): Promise<SlackFile> {
    if (file.mode !== 'file_access') return file;
    const known = told.get(file.id);
    if (known !== undefined && clock.monotonic() - known.at < FRESH_MS) return known.file;
    return lookUp(file).catch((error: unknown) => untold(file, error));
  }

  return (files) => Promise.all((files ?? []).map(complete));
}
