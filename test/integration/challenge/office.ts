import { randomUUID } from 'node:crypto';
import type { Reply } from '../../../src/core/actions.ts';
import type { Effect } from '../../../src/core/delivery/effect.ts';
import type { CivilDay } from '../../../src/core/model/day.ts';
import type { ChannelRef, MemberRef, WorkspaceRef } from '../../../src/core/model/ids.ts';
import { openCore, plain, textOf } from '../../support/core.ts';

export const noon = Date.parse('2026-11-20T12:00:00+09:00');
export const today = '2026-11-20' as CivilDay;
/** Whoever is called so manages the workspace. */
export const manager = '관리자';

/** One challenge that is on, over a real database, and the hands of those who manage it. */
export async function openOffice() {
  const core = await openCore(noon);
  const { db } = core.storage;
  const running = await core.challenge({ title: '아침 달리기', startsOn: '2026-11-01' as CivilDay });
  const idOf = async (ref: string) => (await db.member.findFirstOrThrow({ where: { ref } })).id;
  /** What was said to somebody alone, oldest first. */
  const direct = async (ref: string) =>
    (await db.delivery.findMany({ orderBy: { createdAt: 'asc' } }))
      .map(({ effect }) => effect as unknown as Effect)
      .flatMap((effect) =>
        effect.do === 'post' && effect.target.kind === 'direct' && effect.target.member === ref
          ? [effect.view]
          : [],
      );
  return {
    core,
    running,
    idOf,
    direct,
    admin: (what: string, options: Readonly<Record<string, string>>, by = manager) =>
      core.command(by, `admin ${what}`, { challenge: '아침 달리기', ...options }),
    press: (who: string, action: string, values: Readonly<Record<string, string>> = {}) =>
      core.inbound.action({
        platform: 'slack',
        workspace: 'T1' as WorkspaceRef,
        channel: 'D1' as ChannelRef,
        member: { ref: who as MemberRef, name: who, manager: who.startsWith(manager) },
        id: randomUUID(),
        at: noon,
        locale: null,
        action,
        values,
      }),
    async doneDays(ref: string) {
      const rows = await db.checkIn.findMany({
        where: { memberId: await idOf(ref), counted: true, revokedAt: null },
        orderBy: { day: 'asc' },
      });
      return rows.map(({ day }) => day.toISOString().slice(0, 10));
    },
    async toldTo(ref: string) {
      return (await direct(ref)).map((view) =>
        view.view === 'note' ? plain(view.line) : textOf({ kind: 'message', view } as Reply),
      );
    },
    audits: async (ref: string) =>
      db.audit.findMany({ where: { memberId: await idOf(ref) }, orderBy: { at: 'asc' } }),
    async streakOf(ref: string) {
      const { streak, streakVersion } = await db.enrollment.findFirstOrThrow({
        where: { memberId: await idOf(ref) },
      });
      return { streak, version: streakVersion };
    },
  };
}
export type Office = Awaited<ReturnType<typeof openOffice>>;
