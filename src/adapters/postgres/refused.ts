import { type Cause, reasonText } from '../../core/delivery/cause.ts';
import { Prisma } from './generated/client.ts';

/** Of a delivery `d`: what the ledger wrote as its reason names one of these causes. Null where there is no reason. */
export function refusedAs(...causes: readonly Exclude<Cause, 'moot'>[]): Prisma.Sql {
  const begin = causes.map((cause) => `${reasonText({ cause, detail: '' })}%`);
  return Prisma.sql`d.reason like any(${begin}::text[])`;
}
