import type { ProofKind } from '../challenge/challenge.ts';
import type { InboundAttachment } from '../inbound.ts';

/** What a post holds, as far as can be told before its files are read. */
export interface Evidence {
  readonly hasText: boolean;
  readonly photos: number;
  readonly otherFiles: number;
}

/** What is missing for a proof kind. */
export type Missing = 'photo' | 'text' | 'photoOrText' | 'anything';

const photoType = /^image\/(?!svg)/i;
const photoName = /\.(jpe?g|png|webp|gif|heic|heif|avif)$/i;

/**
 * Does the file claim to be a photo? An honest claim is enough for credit, which cannot wait for the download; the bytes
 * are read afterwards, and a file that lied is named in the thread. Many phones send HEIC without a type, so names count.
 */
export function claimsToBePhoto(file: Pick<InboundAttachment, 'type' | 'name'>): boolean {
  if (file.type && photoType.test(file.type)) return true;
  const untyped = !file.type || file.type === 'application/octet-stream';
  return untyped && photoName.test(file.name);
}

export function evidenceOf(text: string, attachments: readonly InboundAttachment[]): Evidence {
  const photos = attachments.filter(claimsToBePhoto).length;
  return {
    hasText: /[\p{L}\p{N}\p{S}\p{Extended_Pictographic}]/u.test(text),
    photos,
    otherFiles: attachments.length - photos,
  };
}

/** Null when the post holds what the challenge asks for. */
export function missingFor(kind: ProofKind, evidence: Evidence): Missing | null {
  switch (kind) {
    case 'photo':
      return evidence.photos > 0 ? null : 'photo';
    case 'text':
      return evidence.hasText ? null : 'text';
    case 'either':
      return evidence.photos > 0 || evidence.hasText ? null : 'photoOrText';
    case 'any':
      return evidence.photos + evidence.otherFiles > 0 || evidence.hasText ? null : 'anything';
  }
}
