import type { InboundAttachment } from '../inbound.ts';
import { maxPhotoBytes, maxPhotosPerPost } from '../photo.ts';
import { claimsToBePhoto } from './evidence.ts';
import type { PhotoFact } from './facts.ts';

/** What becomes of each file of a post that counts. */
export function photoFacts(attachments: readonly InboundAttachment[]): PhotoFact[] {
  let photos = 0;
  return attachments.map(({ ref, name, type, size }) => {
    const head = { ref, name, type, size };
    if (!claimsToBePhoto({ name, type })) return { ...head, state: 'notAPhoto', reason: null };
    photos += 1;
    if (photos > maxPhotosPerPost) return { ...head, state: 'refused', reason: 'tooMany' };
    if (size !== null && size > maxPhotoBytes) return { ...head, state: 'refused', reason: 'tooLarge' };
    return { ...head, state: 'waiting', reason: null };
  });
}

/** Files of a post that may yet count: known, and not fetched. */
export function heldPhotos(attachments: readonly InboundAttachment[]): PhotoFact[] {
  return attachments.map(({ ref, name, type, size }) => ({
    ref,
    name,
    type,
    size,
    state: 'held',
    reason: null,
  }));
}
