import { maxPhotoBytes, maxPhotosPerPost } from '../photo.ts';
import { claimsToBePhoto, isShown, type PostedFile } from './evidence.ts';
import type { PhotoFact } from './facts.ts';

/** The rows of the files of a post that counts. A file that was taken out is not fetched; its row stays as it is. */
export function photoFacts(attachments: readonly PostedFile[]): PhotoFact[] {
  let photos = 0;
  return attachments.map((file) => {
    const { ref, name, type, size } = file;
    const head = { ref, name, type, size };
    if (!isShown(file)) return { ...head, state: 'held', reason: null };
    if (!claimsToBePhoto({ name, type })) return { ...head, state: 'notAPhoto', reason: null };
    photos += 1;
    if (photos > maxPhotosPerPost) return { ...head, state: 'refused', reason: 'tooMany' };
    if (size !== null && size > maxPhotoBytes) return { ...head, state: 'refused', reason: 'tooLarge' };
    return { ...head, state: 'waiting', reason: null };
  });
}

/** The rows of the files of a post that does not count yet: they are known but not fetched. */
export function heldPhotos(attachments: readonly PostedFile[]): PhotoFact[] {
  return attachments.map(({ ref, name, type, size }) => ({
    ref,
    name,
    type,
    size,
    state: 'held',
    reason: null,
  }));
}
