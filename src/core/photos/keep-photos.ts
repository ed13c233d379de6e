import type { Effect } from '../delivery/effect.ts';
import { deliveryKey } from '../delivery/keys.ts';
import { PlatformError } from '../errors.ts';
import { messagesFor } from '../messages/index.ts';
import type { DeliveryKey, PlatformName, ProofId } from '../model/ids.ts';
import {
  type BlobStore,
  maxPhotosPerMemberAndDay,
  maxPhotoTries,
  type PhotoProcessor,
  type PhotoRefusal,
  PhotoWorkerError,
} from '../photo.ts';
import type { ChatPlatform, Log } from '../ports.ts';
import type { PhotoStore, WaitingPhotos } from './store.ts';

export interface KeepPhotosDeps {
  readonly photos: PhotoStore;
  readonly blobs: BlobStore;
  readonly processor: PhotoProcessor;
  readonly platform: (name: PlatformName) => ChatPlatform | null;
  readonly log: Log;
}

const fetchWithinMs = 20_000;

/**
 * The job that downloads a proof's photos while the platform's links are valid and stores two copies of each without metadata. A
 * photo that cannot be kept is named in a line in the thread; the check-in stays. Each photo is settled by itself, so a repeated
 * job continues where it stopped. Throws if a photo should be tried again.
 */
export function createKeepPhotos({ photos, blobs, processor, platform, log }: KeepPhotosDeps) {
  return async function keepPhotos(proof: ProofId): Promise<void> {
    const waiting = await photos.waiting(proof);
    if (!waiting) return;
    let room = maxPhotosPerMemberAndDay - waiting.keptToday;
    let retry: unknown = null;
    for (const photo of waiting.photos) {
      try {
        const refusal = room > 0 ? await keepOne(waiting, proof, photo) : 'quota';
        if (refusal === null) room--;
        else await refuse(waiting, proof, photo, refusal);
      } catch (error) {
        retry = error;
      }
    }
    if (retry) throw retry;
    await photos.releaseCheer(proof);
  };

  /** Downloads and stores one photo. Returns null if it was kept, else why not; throws if it should be tried again. */
  async function keepOne(
    waiting: WaitingPhotos,
    proof: ProofId,
    photo: WaitingPhotos['photos'][number],
  ): Promise<PhotoRefusal | null> {
    const signal = AbortSignal.timeout(fetchWithinMs);
    const source = platform(waiting.platform);
    if (!source) throw new PlatformError('unavailable', `${waiting.platform} is off here`);
    let bytes: Uint8Array;
    try {
      ({ bytes } = await source.fetchFile(photo.ref, signal));
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal) return refusal;
      throw error;
    }
    try {
      const outcome = await processor.process(bytes, signal);
      if (!outcome.ok) return outcome.refusal;
      const { large, small, width, height } = outcome;
      const isKept = await photos.keep(proof, photo.ordinal, maxPhotosPerMemberAndDay, async () => {
        const [largeId, smallId] = await Promise.all([blobs.put(large), blobs.put(small)]);
        return { large: largeId, small: smallId, width, height };
      });
      if (!isKept) return 'quota';
      log.info('photo.kept', { proof, ordinal: photo.ordinal });
      return null;
    } catch (error) {
      if (
        !(error instanceof PhotoWorkerError) ||
        error.failure === 'notStarted' ||
        error.failure === 'closed'
      )
        throw error;
      log.warn('photo.decoder_died', { proof, ordinal: photo.ordinal, failure: error.failure });
      // A photo that killed the decoder `maxPhotoTries` times is given up.
      if (photo.tries + 1 >= maxPhotoTries) return 'unreadable';
      await photos.countTry(proof, photo.ordinal);
      throw error;
    }
  }

  async function refuse(
    waiting: WaitingPhotos,
    proof: ProofId,
    photo: WaitingPhotos['photos'][number],
    refusal: PhotoRefusal,
  ): Promise<void> {
    await photos.refuse(proof, photo.ordinal, refusal, refusedLine(waiting, proof, photo, refusal));
    log.info('photo.refused', { proof, ordinal: photo.ordinal, refusal });
  }
}

/** The delivery of the line that says which photo could not be kept, and why. */
export function refusedLine(
  { locale, thread }: Pick<WaitingPhotos, 'locale' | 'thread'>,
  proof: ProofId,
  { ordinal, name }: Pick<WaitingPhotos['photos'][number], 'ordinal' | 'name'>,
  refusal: PhotoRefusal,
): { readonly key: DeliveryKey; readonly effect: Effect } {
  const line = messagesFor(locale).note.photoRefused(name, refusal);
  return {
    key: deliveryKey(`refused-${ordinal}`, proof),
    effect: { do: 'post', target: thread, view: { view: 'note', line } },
  };
}

/** Why a photo is given up after a failed download; null if it should be tried again. */
function refusalOf(error: unknown): PhotoRefusal | null {
  if (!(error instanceof PlatformError)) return null;
  switch (error.kind) {
    case 'gone':
      return 'expired';
    case 'forbidden':
      // A missing permission: tried again, since a manager may grant it.
      return error.missing === null ? 'expired' : null;
    case 'invalid':
      return error.about === 'html' || error.about === 'tooLarge' ? error.about : 'unreadable';
    case 'revoked':
    case 'rateLimited':
    case 'unavailable':
    case 'ambiguous':
      return null;
  }
}
