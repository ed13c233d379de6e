import { localeAbout } from '../../core/model/language.ts';
import type { BlobId } from '../../core/photo.ts';
import type { PhotoStore, WaitingPhotos } from '../../core/photos/store.ts';
import type { Db } from './client.ts';
import { Prisma } from './generated/client.ts';
import { jobRow } from './jobs/row.ts';
import { ownMessage } from './proof-message.ts';
import type { PrismaTx } from './unit-of-work.ts';

/** An advisory lock, shared by keeping and exclusive for erasing and sweeping: no file is erased while somebody is about to refer to it. */
const blobLock = 727_001;

/** How many photos of the member of proof `p` were kept in the last 24 hours. */
const keptToday = Prisma.sql`(select count(*)::int from photo k join proof q on q.id = k.proof_id
  where q.member_id = p.member_id and k.state = 'kept' and q.created_at > now() - interval '24 hours')`;

type WaitingRow = Omit<WaitingPhotos, 'locale'> & {
  readonly text: string;
  readonly locales: Parameters<typeof localeAbout>[1];
};

/** Stores which photos a proof has and what became of them; the files themselves are in the blob store. */
export function createPhotoStore(db: Db): PhotoStore {
  return {
    async waiting(proof) {
      const rows = await db.$queryRaw<WaitingRow[]>`
        select w.platform, p.text, jsonb_build_object('own', m.locale, 'house', w.locale) as locales,
          -- Of what a command gave and did not count there is no card: nothing hangs on it.
          case when ${ownMessage} is null
            then jsonb_build_object('kind', 'threadOfDelivery', 'key', 'card:' || p.id, 'title', m.name)
            else jsonb_build_object('kind', 'thread', 'on', p.message_ref, 'title', m.name) end as thread,
          ${keptToday} as "keptToday",
          (select jsonb_agg(jsonb_build_object('ordinal', ordinal, 'ref', attachment_ref, 'name', name, 'tries', tries) order by ordinal)
            from photo where proof_id = p.id and state = 'waiting') as photos
        from proof p join member m on m.id = p.member_id join workspace w on w.id = p.workspace_id
        where p.id = ${proof}::uuid and p.deleted_at is null and p.undone_at is null`;
      if (!rows[0]?.photos) return null;
      const { text, locales, ...waiting } = rows[0];
      return { ...waiting, locale: localeAbout(text, locales) };
    },

    async keep(proofId, ordinal, most, put) {
      return db.$transaction(async (tx) => {
        await tx.$executeRaw`select pg_advisory_xact_lock_shared(${blobLock}::bigint)`;
        const { large, small, width, height } = await put();
        // If several photos of a member are kept at the same time, each sees how many there are by then.
        await tx.$executeRaw`
          select pg_advisory_xact_lock(hashtextextended('photos:' || member_id, 0)) from proof where id = ${proofId}::uuid`;
        const [found] = await tx.$queryRaw<{ kept: number }[]>`
          select ${keptToday} as kept from proof p where p.id = ${proofId}::uuid`;
        if (found && found.kept >= most) return false;
        // If the proof was deleted meanwhile, nothing is kept: its copies have no row and are swept.
        await tx.$executeRaw`
          update photo set state = 'kept', large_blob = ${large}, small_blob = ${small}, width = ${width}, height = ${height}
          from proof where proof.id = photo.proof_id and proof.deleted_at is null and proof.undone_at is null
            and photo.proof_id = ${proofId}::uuid and photo.ordinal = ${ordinal} and photo.state = 'waiting'`;
        return true;
      });
    },

    async refuse(proof, ordinal, refusal, { key, effect }) {
      const job = jobRow({ task: 'deliver', payload: { key } });
      await db.$executeRaw`
        with refused as (
          update photo set state = 'refused', reason = ${refusal}
          where proof_id = ${proof}::uuid and ordinal = ${ordinal} and state = 'waiting' returning proof_id
        ), added as (
          insert into delivery (key, workspace_id, proof_id, effect)
          select ${key}, p.workspace_id, p.id, ${JSON.stringify(effect)}::jsonb from refused join proof p on p.id = refused.proof_id
          on conflict (key) do nothing returning key
        )
        select boost_enqueue(${JSON.stringify([job])}::jsonb) from added`;
    },

    async countTry(proof, ordinal) {
      await db.$executeRaw`update photo set tries = tries + 1 where proof_id = ${proof}::uuid and ordinal = ${ordinal}`;
    },

    async releaseCheer(proof) {
      const job = jobRow({
        task: 'cheer',
        payload: { proof },
        key: `cheer:${proof}`,
      });
      await db.$executeRaw`
        select boost_enqueue(${JSON.stringify([job])}::jsonb) from cheer where proof_id = ${proof}::uuid and state = 'queued' and line1 is null`;
    },

    async erase(proofId, dropped, remove) {
      await db.$transaction(async (tx) => {
        await tx.$executeRaw`select pg_advisory_xact_lock(${blobLock}::bigint)`;
        const rows = await tx.$queryRaw<{ blob: BlobId }[]>`
          with mine as (
            select ordinal, unnest(array[large_blob, small_blob]) as blob from photo
            where proof_id = ${proofId}::uuid and (state = 'erased' or not ${dropped})
          )
          select distinct blob from mine where blob is not null and not exists (
            select from photo other where (other.large_blob = blob or other.small_blob = blob)
              and (other.proof_id <> ${proofId}::uuid or (${dropped} and other.state <> 'erased')))`;
        for (const { blob } of rows) await remove(blob);
        await tx.photo.updateMany({
          where: { proofId, state: { in: dropped ? ['erased'] : ['kept', 'waiting', 'held', 'erased'] } },
          data: { state: 'erased', largeBlob: null, smallBlob: null },
        });
      });
    },

    async sweep(blobs, remove) {
      const orphans = await unreferenced(db, blobs);
      if (orphans.length === 0) return 0;
      return db.$transaction(async (tx) => {
        await tx.$executeRaw`select pg_advisory_xact_lock(${blobLock}::bigint)`;
        // The same photo may have been posted again since the first look.
        const left = await unreferenced(tx, orphans);
        for (const blob of left) await remove(blob);
        return left.length;
      });
    },
  };
}

async function unreferenced(db: Db | PrismaTx, blobs: readonly BlobId[]): Promise<BlobId[]> {
  const rows = await db.$queryRaw<{ blob: BlobId }[]>`
    select distinct b.blob from unnest(${[...blobs]}::text[]) as b(blob)
    where not exists (select from photo where large_blob = b.blob or small_blob = b.blob)`;
  return rows.map(({ blob }) => blob);
}
