import type { Client } from 'pg';
import { z } from 'zod';
import type { MemberId } from '../../../core/model/ids.ts';
import type { Db } from '../client.ts';
import { memberErasing } from '../tx/erase-member.ts';

/** The note that holds, from a restore until they are repeated, the erasures of the database that was replaced. */
const erasuresNote = 'erasures-to-repeat';

const tombstone = z.object({
  id: z.uuid(),
  workspace: z.uuid(),
  /** Of the member, in hexadecimal digits (boost_member_hash). */
  hash: z.string(),
  /** In milliseconds since 1970. */
  at: z.number(),
  checkIns: z.number(),
  photos: z.number(),
  challenges: z.number(),
});
/** The tombstones of a database, and the key of their hashes. They name nobody. */
const erasuresSchema = z.object({ key: z.string(), tombstones: z.array(tombstone) });
type Erasures = z.infer<typeof erasuresSchema>;
type Tombstone = z.infer<typeof tombstone>;

/**
 * The erasures that a database knows of, and those that an earlier restore was killed before it repeated; null if nobody was ever erased
 * in it.
 */
export async function readErasures(client: Client): Promise<Erasures | null> {
  const { rows: found } = await client.query<{ notes: boolean; tombstones: boolean }>(
    `select to_regclass('note') is not null as notes, to_regclass('erasure') is not null as tombstones`,
  );
  const waiting = found[0]!.notes ? await readWaiting(client) : null;
  const known = found[0]!.tombstones ? await readKnown(client) : null;
  if (!waiting || !known) return known ?? waiting;
  const others = waiting.tombstones.filter(({ id }) => !known.tombstones.some((each) => each.id === id));
  return { key: known.key, tombstones: [...known.tombstones, ...others] };
}

async function readWaiting(client: Client): Promise<Erasures | null> {
  const { rows } = await client.query<{ value: string }>('select value from note where key = $1', [
    erasuresNote,
  ]);
  return rows[0] ? erasuresSchema.parse(JSON.parse(rows[0].value)) : null;
}

async function readKnown(client: Client): Promise<Erasures | null> {
  const { rows } = await client.query<Erasures>(`
    select value as key, (
      select coalesce(json_agg(json_build_object('id', id, 'workspace', workspace_id, 'hash', encode(member_hash, 'hex'),
        'at', floor(extract(epoch from at) * 1000), 'checkIns', check_ins, 'photos', photos, 'challenges', challenges)), '[]') from erasure
    ) as tombstones
    from note where key = 'erasure-key'`);
  return rows[0] ?? null;
}

/** Keeps erasures for `repeatErasures`, in the transaction of a restore: the tables they belong to may not be there before migrating. */
export async function keepErasures(client: Client, erasures: Erasures): Promise<void> {
  await client.query(
    `insert into note (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value`,
    [erasuresNote, JSON.stringify(erasures)],
  );
}

/** Erasing everything about somebody takes a few seconds at most. */
const erasedWithinMs = 60_000;

/**
 * Erases again, after a restore, whoever was erased since the backup was made: what the restore brought back of them goes, and their
 * receipts and tombstones stay. Does nothing when nothing is to be repeated. Killed in between and run again, it has the same end.
 */
export async function repeatErasures(db: Db): Promise<void> {
  const note = await db.note.findUnique({ where: { key: erasuresNote } });
  if (!note) return;
  const { key, tombstones } = erasuresSchema.parse(JSON.parse(note.value));
  await db.note.createMany({ data: [{ key: 'erasure-key', value: key }], skipDuplicates: true });
  for (const each of tombstones) await repeat(db, key, each);
  await db.note.deleteMany({ where: { key: erasuresNote } });
}

async function repeat(db: Db, key: string, { id, workspace, hash, at, ...counts }: Tombstone): Promise<void> {
  await db.$transaction(
    async (tx) => {
      // Instances that start at once repeat them one after the other.
      const waits = await tx.$queryRaw<unknown[]>`select 1 from note where key = ${erasuresNote} for update`;
      if (waits.length === 0) return;
      const isKnown = await tx.erasure.findUnique({ where: { id } });
      const hasHome = await tx.workspace.findUnique({ where: { id: workspace } });
      if (isKnown || !hasHome) return;
      const [member] = await tx.$queryRaw<{ id: MemberId }[]>`
        select m.id::text from member m, (select decode(${key}, 'hex') as secret) k
        where m.workspace_id = ${workspace}::uuid and encode(
          sha256(k.secret || sha256(k.secret || convert_to(m.workspace_id || ':' || m.ref, 'utf8'))), 'hex') = ${hash}`;
      const receipt = member ? await memberErasing(tx).eraseMember(member.id, at) : null;
      // The member has the receipt they were given.
      if (receipt) await tx.erasure.delete({ where: { id: receipt.id } });
      await tx.erasure.create({
        data: {
          id,
          workspaceId: workspace,
          memberHash: Buffer.from(hash, 'hex'),
          at: new Date(at),
          ...counts,
        },
      });
    },
    { timeout: erasedWithinMs },
  );
}
