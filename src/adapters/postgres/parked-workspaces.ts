import type { PlatformName, WorkspaceRef } from '../../core/model/ids.ts';
import type { Db } from './client.ts';

/** The parked workspaces of a platform, in which, as far as we know, the bot is not installed. */
export function createParkedWorkspaces(db: Db) {
  return async (platform: PlatformName): Promise<readonly WorkspaceRef[]> => {
    const rows = await db.$queryRaw<{ ref: WorkspaceRef }[]>`
      select ref from workspace where platform = ${platform} and parked_at is not null`;
    return rows.map(({ ref }) => ref);
  };
}
