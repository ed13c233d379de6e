import type { DeliveryKey } from '../../core/model/ids.ts';

/** The type of the metadata in which a message of ours carries its delivery key. */
const DELIVERY_EVENT = 'boost_pal_delivery';

export const deliveryMetadata = (key: DeliveryKey) => ({
  event_type: DELIVERY_EVENT,
  event_payload: { key },
});

/** The key a message of ours carries; undefined: none, as a stream that was not stopped. */
export function deliveryKeyOf(metadata: {
  readonly event_type?: string | undefined;
  readonly event_payload?: unknown;
}): string | undefined {
  const payload = metadata.event_payload as { key?: unknown } | undefined;
  return metadata.event_type === DELIVERY_EVENT && typeof payload?.key === 'string' ? payload.key : undefined;
}
