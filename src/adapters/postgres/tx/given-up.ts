import type { DeliveryKey } from '../../../core/model/ids.ts';
import { Prisma } from '../generated/client.ts';
import { deliveriesEnqueued, jobsEnqueued } from '../jobs/row.ts';
import type { PrismaTx } from '../unit-of-work.ts';

/**
 * Has these proofs' posts and marks that were given up, though they may stand on the platform, looked for once more, now that nobody wants
 * them: what is found is removed (core/delivery/deliver.ts, `lookFor`; boost_settle_delivery). `kinds`: only keys of these kinds.
 */
export async function lookForGivenUp(
  prisma: PrismaTx,
  proofs: readonly string[],
  kinds: readonly string[] | null = null,
): Promise<void> {
  await look(
    prisma,
    Prisma.sql`
      update delivery set state = 'pending', attempts = 0, updated_at = clock_timestamp()
      where proof_id = any(${[...proofs]}::uuid[]) and state = 'dead' and maybe_sent and effect->>'do' in ('post', 'react')
        and (${kinds}::text[] is null or split_part(key, ':', 1) = any(${kinds}::text[]))
      returning key`,
  );
}

/**
 * The same for one post, which is withdrawn for `reason`; a post that is withdrawn already is not looked for again.
 */
export async function lookForWithdrawn(prisma: PrismaTx, key: DeliveryKey, reason: string): Promise<void> {
  await look(
    prisma,
    Prisma.sql`
      update delivery set state = 'pending', attempts = 0, effect = effect || jsonb_build_object('withdrawn', ${reason}::text),
        updated_at = clock_timestamp()
      where key = ${key} and state = 'dead' and maybe_sent and effect->>'do' = 'post' and not effect ? 'withdrawn'
      returning key`,
  );
}

async function look(prisma: PrismaTx, again: Prisma.Sql): Promise<void> {
  await prisma.$queryRaw`
    with again as (${again}), enqueued as (${deliveriesEnqueued('again')})
    select ${jobsEnqueued}`;
}
