import type { BlobStore } from '../photo.ts';
import type { Pictures } from './pictures.ts';
import { type PictureSpec, photosOf } from './spec.ts';

/**
 * Leaves out photos that are no longer stored. A picture cached with such a photo is not served again, since the changed spec has
 * another id.
 */
export function withoutErased(pictures: Pictures, blobs: Pick<BlobStore, 'has'>): Pictures {
  return {
    async draw(spec) {
      const photos = [...new Set(photosOf(spec))];
      const kept = await Promise.all(photos.map((photo) => blobs.has(photo)));
      const gone = new Set(photos.filter((_, i) => !kept[i]));
      return pictures.draw(gone.size === 0 ? spec : leaveOut(spec, gone));
    },
  };
}

function leaveOut(spec: PictureSpec, gone: ReadonlySet<string>): PictureSpec {
  switch (spec.kind) {
    case 'month':
      return {
        ...spec,
        days: spec.days.map((day) =>
          day.photo !== null && gone.has(day.photo) ? { ...day, photo: null } : day,
        ),
      };
    case 'finish':
      return { ...spec, photos: spec.photos.filter((photo) => !gone.has(photo)) };
    default:
      return spec;
  }
}
