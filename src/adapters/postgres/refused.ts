import { type Cause, reasonText } from '../../core/delivery/cause.ts';
import { Prisma } from './generated/client.ts';

/** Condition on a delivery `d`: the reason that the ledger wrote begins with one of these causes. Null if it has no reason. */
export function refusedAs(...causes: readonly Exclude<Cause, 'moot'>[]): Prisma.Sql {
  const begin = causes.map((cause) => `${reasonText({ cause, detail: '' })}%`);
  return Prisma.sql`d.reason like any(${begin}::text[])`;
}
