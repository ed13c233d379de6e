import type { DeliveryKey } from '../../core/model/ids.ts';

/** The type of the metadata that holds the delivery key of a message of ours. */
const DELIVERY_EVENT = 'boost_pal_delivery';

/** The metadata that holds a delivery key. */
export const deliveryMetadata = (key: DeliveryKey) => ({
  event_type: DELIVERY_EVENT,
  event_payload: { key },
});

/** The delivery key in a message's metadata; undefined if there is none, as in a stream that was not stopped. */
export function deliveryKeyOf(metadata: {
  readonly event_type?: string | undefined;
  readonly event_payload?: unknown;
}): string | undefined {
  const payload = metadata.event_payload as { key?: unknown } | undefined;
  return metadata.event_type === DELIVERY_EVENT && typeof payload?.key === 'string' ? payload.key : undefined;
}
