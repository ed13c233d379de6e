import type { AuditedAct } from '../../../core/challenge/audit.ts';
import type { ChallengeId, MemberId } from '../../../core/model/ids.ts';
import { Prisma } from '../generated/client.ts';
import type { PrismaTx } from '../unit-of-work.ts';

/**
 * The act that an appeal is about, of a delivery `d` that told a manager of it, and of no other: `${appealAgainst} = ...`. Reaches its
 * rows by an index of its own (delivery_appeal).
 */
export const appealAgainst = Prisma.sql`d.key like 'appeal:%' and split_part(d.key, ':', 2)`;

/**
 * Erases the words of everything we said about these proofs, and the talk of their members in their threads. Pending deliveries are not
 * sent any more; one that is being sent loses its words once it has arrived (boost_settle_delivery). Other members' words are kept.
 */
export async function eraseWordsAbout(prisma: PrismaTx, proofs: readonly string[]): Promise<void> {
  const ids = [...proofs];
  await prisma.$executeRaw`
    update delivery set effect = boost_wordless(effect),
      updated_at = case state when 'pending' then clock_timestamp() else updated_at end,
      state = case state when 'pending' then 'skipped' else state end,
      reason = case state when 'pending' then 'erased' else reason end
    where proof_id = any(${ids}::uuid[]) and key not like 'undo:%'
      and (state in ('sent', 'skipped', 'dead') or (state = 'pending' and not maybe_sent))`;
  await prisma.$executeRaw`
    update talk_turn t set answer = null, text = case when t.member_id = p.member_id then '' else t.text end,
      state = case when t.member_id = p.member_id and t.state in ('queued', 'generating') then 'givenUp' else t.state end
    from (
      select p.workspace_id, p.member_id, unnest(array[p.message_ref, c.message_ref]) as thread
      from proof p left join delivery c on c.key = 'card:' || p.id where p.id = any(${ids}::uuid[])
    ) p
    where t.workspace_id = p.workspace_id and t.thread_ref = p.thread`;
  // File names are the member's words too, and a URL may contain one.
  await prisma.$executeRaw`
    update photo set name = '', attachment_ref = '' where proof_id = any(${ids}::uuid[])`;
}

/** Deletes the pictures that quote one of these proofs, which are finishers' cards. To be called before the proofs' words are erased. */
export async function erasePictures(
  prisma: PrismaTx,
  challenge: ChallengeId,
  proofs: readonly string[],
): Promise<void> {
  await prisma.$executeRaw`
    with said as materialized (
      select regexp_replace(text, '\\s+', ' ', 'g') as text from proof where id = any(${[...proofs]}::uuid[]) and text <> ''
    ), cards as materialized (
      select d.id, left(d.spec->>'quote', 20) as quote from picture d, challenge c
      where c.id = ${challenge}::uuid and d.spec->>'kind' = 'finish' and d.spec->'challenge'->>'title' = c.title
    )
    delete from picture where id in (
      select id from cards where exists (select from said where position(cards.quote in said.text) > 0))`;
}

/**
 * Erases a member's own words where we repeated them: on the card at a challenge's end, which quotes a proof, and in what they wrote to the
 * managers. The deliveries themselves stay, so that nothing is sent again.
 */
export async function eraseRepeatedWords(
  prisma: PrismaTx,
  challenge: ChallengeId,
  member: MemberId | null,
): Promise<void> {
  const cards = `finish:${challenge}:${member ?? '%'}`;
  await prisma.$executeRaw`
    update delivery set state = 'skipped', reason = 'erased', updated_at = clock_timestamp()
    where key like ${cards} and state = 'pending' and not maybe_sent`;
  await prisma.$executeRaw`
    update delivery set effect = jsonb_set(jsonb_set(effect, '{view,fields}', '[]'), '{view,picture}', 'null')
    where key like ${cards} and state in ('sent', 'skipped', 'dead')`;
  await prisma.$executeRaw`
    with appeals as (
      update audit set reason = null
      where what = ${'appealed' satisfies AuditedAct} and challenge_id = ${challenge}::uuid
        and (${member}::uuid is null or member_id = ${member}::uuid)
      returning detail->>'removal' as removal
    )
    update delivery d set effect = jsonb_set(d.effect, '{view,fields}', '[]'),
      state = case when d.state = 'pending' and not d.maybe_sent then 'skipped' else d.state end,
      reason = case when d.state = 'pending' and not d.maybe_sent then 'erased' else d.reason end
    from appeals a where ${appealAgainst} = a.removal and d.state <> 'sending'`;
}
