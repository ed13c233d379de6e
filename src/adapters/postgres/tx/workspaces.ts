import type { Tone } from '../../../core/characters/index.ts';
import type { Weekday } from '../../../core/model/day.ts';
import type {
  MemberId,
  MemberRef,
  PlatformName,
  WorkspaceId,
  WorkspaceRef,
} from '../../../core/model/ids.ts';
import type { Locale } from '../../../core/model/locale.ts';
import type { MemberRow, Tx, WorkspaceRow } from '../../../core/store.ts';
import { type Member, Prisma, type Workspace } from '../generated/client.ts';
import { deliveriesEnqueued, jobsEnqueued } from '../jobs/row.ts';
import { refusedAs } from '../refused.ts';
import type { Defaults, PrismaTx } from '../unit-of-work.ts';
import { civil } from './challenge-row.ts';
import { noStreak } from './check-ins.ts';
import { erasePicturesNamed } from './erase-traces.ts';
import { languageNote } from './pal.ts';

type Writes = Pick<
  Tx,
  | 'findWorkspace'
  | 'ensureWorkspace'
  | 'saveSettings'
  | 'adoptZone'
  | 'holidays'
  | 'saveHolidays'
  | 'parkWorkspace'
  | 'unparkWorkspace'
  | 'removeIfBack'
  | 'ensureMember'
  | 'renameMember'
>;

/** Reads and writes workspaces, their settings and holidays, and members. */
export function workspaceWrites(prisma: PrismaTx, defaults: Defaults): Writes {
  return {
    async findWorkspace(platform, ref) {
      const found = await prisma.workspace.findUnique({ where: { platform_ref: { platform, ref } } });
      return found && toRow(found);
    },

    async ensureWorkspace(platform, ref, name) {
      const where = { platform_ref: { platform, ref } };
      // The row is written only if something changed: until the transaction ends, everybody else in the workspace would wait for its lock.
      const known = await prisma.workspace.findUnique({ where });
      if (known && (name === undefined || known.name === name)) return toRow(known);
      const found = await prisma.workspace.upsert({
        where,
        create: { platform, ref, name: name ?? ref, locale: defaults.locale, timezone: defaults.timezone },
        update: name === undefined ? {} : { name },
      });
      return toRow(found);
    },

    async saveSettings(id, { quiet, daysOff, ...change }) {
      const data = {
        ...change,
        ...(quiet ? { quietFrom: quiet.from, quietTo: quiet.to } : {}),
        ...(daysOff ? { daysOff: [...daysOff] } : {}),
      };
      await prisma.workspace.update({ where: { id }, data });
      if (change.timezone === undefined) return;
      // The workspace's zone is the zone of every member who has none of their own.
      await prisma.$executeRaw`
        update enrollment set ${noStreak}
        from member m where m.id = enrollment.member_id and m.workspace_id = ${id}::uuid
          and not exists (select from member_zone z where z.member_id = m.id)`;
    },

    async adoptZone(id, zone) {
      const adopted = await prisma.$executeRaw`
        update workspace w set timezone = ${zone} where w.id = ${id}::uuid and w.timezone <> ${zone}
          and not exists (select from challenge c where c.workspace_id = w.id and c.started_at is not null)
          and not exists (select from audit a where a.workspace_id = w.id and a.what = 'settingsChanged'
            and a.detail -> 'names' ? 'timezone')`;
      return adopted > 0;
    },

    async holidays(workspaceId) {
      const rows = await prisma.holiday.findMany({ where: { workspaceId }, orderBy: { day: 'asc' } });
      return rows.map(({ day, name }) => ({ day: civil(day), name }));
    },

    async saveHolidays(workspaceId, holidays) {
      await prisma.holiday.deleteMany({ where: { workspaceId } });
      await prisma.holiday.createMany({
        data: holidays.map(({ day, name }) => ({ workspaceId, day: new Date(day), name })),
      });
    },

    async parkWorkspace(id, reason) {
      await prisma.workspace.update({ where: { id }, data: { parkedAt: new Date(), parkReason: reason } });
    },

    async unparkWorkspace(id) {
      await prisma.workspace.update({ where: { id }, data: { parkedAt: null, parkReason: null } });
      await prisma.$queryRaw(removeAfterAll(id));
    },

    async removeIfBack(id) {
      // Waits for whoever ends the parking at this moment.
      const back = await prisma.$queryRaw<unknown[]>`
        select 1 from workspace where id = ${id}::uuid and parked_at is null for share`;
      if (back.length > 0) await prisma.$queryRaw(removeAfterAll(id));
    },

    async ensureMember(workspaceId, { ref, locale = null, ...told }) {
      const where = { workspaceId_ref: { workspaceId, ref } };
      const include = withZone;
      const found = await prisma.member.findUnique({ where, include });
      const name = (told.nameUnsure && found?.name) || told.name;
      if (found && found.name === name && (locale === null || found.locale === locale))
        return toMember(found);
      // A member who chose a language keeps it, whatever their app's language is.
      const key = languageNote(found?.id ?? '');
      const chosen = found && (await prisma.note.count({ where: { key } })) > 0;
      if (chosen && found.name === name) return toMember(found);
      const known = locale === null || chosen ? { name } : { name, locale };
      const create = { workspaceId, ref, ...known };
      const member = toMember(await prisma.member.upsert({ where, create, update: known, include }));
      if (found && found.name !== name) await erasePicturesNamed(prisma, [found.name]);
      return member;
    },

    async renameMember(id, name) {
      const found = await prisma.member.findUnique({ where: { id }, select: { name: true } });
      await prisma.member.updateMany({ where: { id }, data: { name } });
      if (found && found.name !== name) await erasePicturesNamed(prisma, [found.name]);
    },
  };
}

/**
 * Has what was to be removed while the workspace was parked removed now. It may run for any message of a workspace that is back, so it
 * reaches its rows by an index of its own (delivery_unremoved).
 */
export function removeAfterAll(id: WorkspaceId): Prisma.Sql {
  return Prisma.sql`
    with again as (
      update delivery d set state = 'pending', reason = null, attempts = 0, updated_at = clock_timestamp()
      where d.workspace_id = ${id}::uuid and d.state = 'skipped' and d.effect->>'do' in ('remove', 'unreact')
        and ${refusedAs('parked', 'revoked')}
      returning d.key
    ), enqueued as (${deliveriesEnqueued('again')})
    select ${jobsEnqueued}`;
}

/** Includes the newest zone of a member. */
export const withZone = { zones: { orderBy: { from: 'desc' }, take: 1 } } as const;

/** A member's row as the core reads it. */
export function toMember({
  id,
  ref,
  name,
  locale,
  character,
  tone,
  zones,
}: Member & { readonly zones: readonly { readonly zone: string }[] }): MemberRow {
  return {
    id: id as MemberId,
    ref: ref as MemberRef,
    name,
    locale: locale as Locale | null,
    zone: zones[0]?.zone ?? null,
    character,
    tone: tone as Tone,
  };
}

/** A workspace's row as the core reads it. */
export function toRow({
  id,
  platform,
  ref,
  name,
  locale,
  timezone,
  mark,
  hostRole,
  quietFrom,
  quietTo,
  daysOff,
  character,
  parkedAt,
}: Workspace): WorkspaceRow {
  return {
    id: id as WorkspaceId,
    platform: platform as PlatformName,
    ref: ref as WorkspaceRef,
    name,
    locale: locale as Locale,
    timezone,
    mark,
    hostRole,
    quiet: { from: quietFrom, to: quietTo },
    daysOff: daysOff as Weekday[],
    character,
    parked: parkedAt !== null,
  };
}
