import type { AuditedAct } from '../../../core/challenge/audit.ts';
import type { ChallengeId, MemberId } from '../../../core/model/ids.ts';
import type { PrismaTx } from '../unit-of-work.ts';

/**
 * Forgets a member's own words where we repeated them: on the card of the end, which quotes a proof, and in what they wrote to the
 * managers. That it was said stays known, so that nothing is said again.
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
    from appeals a where d.key like 'appeal:' || a.removal || ':%' and d.state <> 'sending'`;
}
