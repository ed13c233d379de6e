import type { DeliveryKey } from '../../core/model/ids.ts';
import type { Db } from './client.ts';
import type { PrismaTx } from './unit-of-work.ts';

/** Which of these deliveries exist. `stands`: it waits or was sent, and was not taken back. */
export function knownDeliveries(
  db: Db | PrismaTx,
  keys: readonly DeliveryKey[],
): Promise<{ key: DeliveryKey; stands: boolean }[]> {
  return db.$queryRaw<{ key: DeliveryKey; stands: boolean }[]>`
    select d.key, d.state in ('pending', 'sending', 'sent') and not exists (
      select from delivery u where u.key = 'undo:' || d.key) as stands
    from delivery d where d.key = any(${[...keys]})`;
}
