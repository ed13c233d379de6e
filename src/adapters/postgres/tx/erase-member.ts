import type { AuditedAct } from '../../../core/challenge/audit.ts';
import type { ErasingTx, Receipt } from '../../../core/erasing/store.ts';
import type { ChallengeId, MemberId } from '../../../core/model/ids.ts';
import { Prisma } from '../generated/client.ts';
import type { PrismaTx } from '../unit-of-work.ts';
import { eraseProofs } from './erase-proofs.ts';
import { eraseFromPage, eraseFromPictures, eraseFromSummaries } from './erase-traces.ts';
import { appealAgainst, erasePictures, eraseRepeatedWords } from './erase-words.ts';

type Writes = Pick<ErasingTx, 'eraseMember' | 'receiptOf' | 'wasErasedSince' | 'countHosted'>;

/** A member who is being erased, and their workspace. */
export interface Erased {
  readonly id: MemberId;
  readonly ref: string;
  readonly name: string;
  readonly workspace: string;
  readonly platform: string;
  readonly workspaceRef: string;
}

const columns = Prisma.sql`id::text, extract(epoch from at)::float8 * 1000 as at, check_ins as "checkIns", photos, challenges`;

/** The lock that lets nobody be erased between the look whether they were, and the end of what is stored after it. */
const lockOf = (workspace: string, ref: string) =>
  Prisma.sql`hashtextextended(${`erase:${workspace}:${ref}`}, 0)`;

/** Erases everything about a member in one transaction; each step is one statement, however much there is. */
export function memberErasing(prisma: PrismaTx): Writes {
  return {
    async eraseMember(member, at) {
      const [known] = await prisma.$queryRaw<Erased[]>`
        select m.id::text, m.ref, m.name, w.id::text as workspace, w.platform, w.ref as "workspaceRef"
        from member m join workspace w on w.id = m.workspace_id where m.id = ${member}::uuid`;
      if (!known) return null;
      // Before any row, so that whoever holds the shared one (wasErasedSince) is waited for while it still can get the rows it needs.
      await prisma.$executeRaw`select pg_advisory_xact_lock(${lockOf(known.workspace, known.ref)})`;
      const proofs = await lockAll(prisma, member);
      if (proofs === null) return null;
      const receipt = await writeReceipt(prisma, known, at);
      const rest = await gatherDeliveries(prisma, known, proofs, { receipt, at });
      const challenges = await prisma.$queryRaw<{ id: ChallengeId }[]>`
        select challenge_id::text as id from enrollment where member_id = ${member}::uuid
        union select challenge_id::text from check_in where member_id = ${member}::uuid
        union select challenge_id::text from audit where member_id = ${member}::uuid and challenge_id is not null`;
      await eraseFromPictures(prisma, known, {
        proofs: [...proofs, rest],
        said: challenges.map(({ id }) => `finish:${id}:${member}`),
      });
      for (const { id } of challenges) {
        await erasePictures(prisma, id, proofs);
        await eraseRepeatedWords(prisma, id, member);
      }
      await eraseFromSummaries(prisma, known, receipt.id);
      await prisma.$executeRaw`delete from check_in where member_id = ${member}::uuid`;
      await prisma.$executeRaw`delete from cheer where proof_id = any(${proofs}::uuid[])`;
      await eraseProofs(prisma, [...proofs, rest], { words: true });
      await prisma.$executeRaw`delete from talk_turn where member_id = ${member}::uuid`;
      await prisma.$executeRaw`update model_call set member_id = null where member_id = ${member}::uuid`;
      await eraseFromAudit(prisma, known);
      await prisma.$executeRaw`
        delete from note where key in (${`language:${member}`}, ${`own-zone:${member}`})
          or key like ${`typed:${member}:%`} or key like ${`erased:%:${member}`}`;
      if (known.platform === 'web') await eraseFromPage(prisma, known);
      // What is left of a proof is that there was a message, for as long as our words under it are being removed (forget-unseen.ts).
      await prisma.$executeRaw`
        update proof set member_id = null, text = '', posted_at = null, edited_at = null, undone_at = null, created_at = now(),
          deleted_at = coalesce(deleted_at, ${new Date(at)})
        where member_id = ${member}::uuid`;
      // Near the end, since whoever joins one of their challenges waits for its row.
      await prisma.$executeRaw`update challenge set created_by = null where created_by = ${member}::uuid`;
      // Takes along zones, enrollments, rests, freezes, choices and nudges of their own.
      await prisma.$executeRaw`delete from member where id = ${member}::uuid`;
      return receipt;
    },

    async receiptOf(workspace, ref) {
      const [found] = await prisma.$queryRaw<Receipt[]>`
        select ${columns} from erasure
        where workspace_id = ${workspace}::uuid and member_hash = (select boost_member_hash(${workspace}::uuid, ${ref}))
        order by erasure.at desc limit 1`;
      return found ?? null;
    },

    async wasErasedSince(workspace, ref, at) {
      // A statement of its own: the next one sees what was committed while this one waited.
      await prisma.$executeRaw`select pg_advisory_xact_lock_shared(${lockOf(workspace, ref)})`;
      const [found] = await prisma.$queryRaw<{ erased: boolean }[]>`
        select coalesce(boost_erased_at(${workspace}::uuid, ${ref}) > ${new Date(at)}, false) as erased`;
      return found!.erased;
    },

    async countHosted(member) {
      return prisma.challenge.count({
        where: { createdBy: member, endedAt: null, startedAt: { not: null } },
      });
    },
  };
}

/**
 * Locks all that others write about a member, in the order in which they do: enrollments, proofs, then the member. From then on nobody
 * adds a row that names the member. Returns the member's proofs; null when somebody else erased the member meanwhile.
 */
async function lockAll(prisma: PrismaTx, member: MemberId): Promise<string[] | null> {
  await prisma.$queryRaw`
    select 1 from enrollment where member_id = ${member}::uuid order by challenge_id for update`;
  const lockProofs = () =>
    prisma.$queryRaw<{ id: string }[]>`
      select id::text from proof where member_id = ${member}::uuid order by id for update`;
  await lockProofs();
  const there = await prisma.$queryRaw<unknown[]>`select 1 from member where id = ${member}::uuid for update`;
  if (there.length === 0) return null;
  // Some may have been written while we waited.
  return (await lockProofs()).map(({ id }) => id);
}

/** Writes the receipt, which is the tombstone too. The first one in a database makes the key of all hashes. */
async function writeReceipt(prisma: PrismaTx, { id, ref, workspace }: Erased, at: number): Promise<Receipt> {
  await prisma.$executeRaw`
    insert into note (key, value)
    select 'erasure-key', encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'utf8')), 'hex')
    on conflict (key) do nothing`;
  const [receipt] = await prisma.$queryRaw<Receipt[]>`
    insert into erasure (workspace_id, member_hash, at, check_ins, photos, challenges)
    select ${workspace}::uuid, boost_member_hash(${workspace}::uuid, ${ref}), ${new Date(at)},
      (select count(*) from check_in where member_id = ${id}::uuid and counted and revoked_at is null),
      (select count(*) from photo f join proof p on p.id = f.proof_id where p.member_id = ${id}::uuid and f.state = 'kept'),
      (select count(*) from enrollment where member_id = ${id}::uuid)
    returning ${columns}`;
  return receipt!;
}

/**
 * Puts all that was or is to be said to the member, and belongs to no proof of theirs, to an empty proof, whose id it returns. So it is
 * stopped and removed as what was said under a proof, and forgotten together with it. Keys that end with the member's id lose it, unless
 * somebody is just sending them.
 */
async function gatherDeliveries(
  prisma: PrismaTx,
  { id, ref, workspace, platform }: Erased,
  proofs: string[],
  { receipt, at }: { readonly receipt: Receipt; readonly at: number },
): Promise<string> {
  const [rest] = await prisma.$queryRaw<{ id: string }[]>`
    insert into proof (workspace_id, message_ref, channel_ref, deleted_at)
    values (${workspace}::uuid, ${`erased:${receipt.id}`}, '', ${new Date(at)}) returning id::text`;
  const others = await prisma.$queryRaw<{ key: string }[]>`
    select kind || ':' || t.id as key from talk_turn t, unnest(array['talk', 'talk-more', 'care-talk', 'care-talk-direct', 'care-talk-here']) kind
      where t.member_id = ${id}::uuid
    union all
    select 'hello:' || ${platform} || ':' || message_ref from talk_turn where member_id = ${id}::uuid
    union all
    -- What they wrote to managers.
    select d.key from audit a join delivery d on ${appealAgainst} = a.detail->>'removal'
      where a.workspace_id = ${workspace}::uuid and a.what = ${'appealed' satisfies AuditedAct} and a.member_id = ${id}::uuid`;
  const notOfProofs = Prisma.sql`(d.proof_id is null or d.proof_id <> all(${proofs}::uuid[]))`;
  const toThem = await prisma.$queryRaw<{ key: string }[]>`
    update delivery d set proof_id = ${rest!.id}::uuid
    where d.workspace_id = ${workspace}::uuid
      and coalesce(d.effect->'target'->>'member', d.effect->'target'->>'mention') = ${ref} and ${notOfProofs}
    returning d.key`;
  await prisma.$executeRaw`
    update delivery d set proof_id = ${rest!.id}::uuid where d.key = any(${others.map(({ key }) => key)}) and ${notOfProofs}`;
  // What waited to be told with their next nudge is told nobody.
  await prisma.$executeRaw`
    update delivery set state = 'skipped', reason = 'erased' where proof_id = ${rest!.id}::uuid and state = 'held'`;
  if (toThem.some(({ key }) => key.endsWith(`:${ref}`)))
    await prisma.$executeRaw`
      update delivery set key = left(key, -length(${ref})) || ${receipt.id}
      where proof_id = ${rest!.id}::uuid and right(key, length(${ref}) + 1) = ':' || ${ref} and state in ('sent', 'skipped', 'dead')`;
  return rest!.id;
}

/**
 * Takes the member out of the audit log. What a manager did stays, without who did it or to whom, and without the words about it, here and
 * in what others were told of it. What the member themselves wrote to managers goes.
 */
async function eraseFromAudit(prisma: PrismaTx, { id, ref, workspace }: Erased): Promise<void> {
  await prisma.$executeRaw`
    delete from audit where workspace_id = ${workspace}::uuid and what = ${'appealed' satisfies AuditedAct}
      and (actor_id = ${id}::uuid or member_id = ${id}::uuid)`;
  await prisma.$executeRaw`
    update audit set reason = null, call = 'erased:' || id, detail = detail - 'proofs', day = null, proof_id = null,
      actor_id = nullif(actor_id, ${id}::uuid), member_id = null
    where workspace_id = ${workspace}::uuid and member_id = ${id}::uuid`;
  const own = await prisma.$queryRaw<{ id: string }[]>`
    update audit set reason = null, call = 'erased:' || id, actor_id = null
    where workspace_id = ${workspace}::uuid and actor_id = ${id}::uuid returning id::text`;
  // What could not be told yet is told all the same: whom it concerns has to know.
  await prisma.$executeRaw`
    update delivery set effect = boost_wordless(effect)
    where key = any(${own.flatMap(({ id: act }) => [`told:${act}`, `told-near:${act}`])}) and state in ('sent', 'skipped')`;
  await prisma.$executeRaw`
    update audit set detail = null
    where workspace_id = ${workspace}::uuid and position(to_json(${ref}::text)::text in detail::text) > 0`;
}
