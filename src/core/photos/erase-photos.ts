import type { ProofId } from '../model/ids.ts';
import type { BlobId, BlobStore } from '../photo.ts';
import type { Log } from '../ports.ts';
import type { PhotoStore } from './store.ts';

/**
 * Deletes the copies of photos of a proof that was taken back, except those that another proof shows too. `dropped`: only the
 * photos that an edit removed from the proof.
 */
export function createErasePhotos({
  photos,
  blobs,
  log,
}: {
  photos: PhotoStore;
  blobs: BlobStore;
  log: Log;
}) {
  return async function erasePhotos(proof: ProofId, dropped = false): Promise<void> {
    await photos.erase(proof, dropped, async (blob) => {
      await blobs.delete(blob);
      log.info('photo.erased', { proof });
    });
  };
}

/** Copies younger than this may still get their row. */
const orphanAfterMs = 10 * 60_000;

/** Deletes copies that no row refers to, which a crash between writing file and row leaves. Returns how many. */
export function createSweepBlobs({
  photos,
  blobs,
  now,
}: {
  photos: PhotoStore;
  blobs: BlobStore;
  now: () => number;
}) {
  return async function sweepBlobs(): Promise<number> {
    let swept = 0;
    let batch: BlobId[] = [];
    const flush = async () => {
      swept += await photos.sweep(batch, blobs.delete);
      batch = [];
    };
    for await (const { id, modifiedAt } of blobs.list()) {
      if (now() - modifiedAt < orphanAfterMs) continue;
      batch.push(id);
      if (batch.length === 500) await flush();
    }
    if (batch.length > 0) await flush();
    return swept;
  };
}
