import type { ProofId } from '../model/ids.ts';
import type { BlobId, BlobStore } from '../photo.ts';
import type { Log } from '../ports.ts';
import type { PhotoStore } from './store.ts';

/**
 * Deletes the copies of a proof that was taken back, except what another proof shows too. `dropped`: only of the photos that were
 * taken out of it.
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

const orphanAfterMs = 10 * 60_000;

/** Removes copies nothing refers to: what a crash between writing the file and its row leaves. Answers how many. */
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
