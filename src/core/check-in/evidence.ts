import type { ProofKind } from '../challenge/challenge.ts';
import type { InboundAttachment } from '../inbound.ts';

/** A file of a post. `erased`: its author took it out since, so it shows nothing any more; it keeps its place among the others. */
export interface PostedFile extends InboundAttachment {
  readonly erased?: boolean;
}

/** What a post holds, as far as can be told before its files are read. */
export interface Evidence {
  readonly hasText: boolean;
  /** Letters and digits of the text, in any script. */
  readonly letters: number;
  readonly photos: number;
  readonly otherFiles: number;
}

/** What is missing for a proof kind. */
export type Missing = 'photo' | 'text' | 'photoOrText' | 'anything' | 'longerText';

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

export function isShown({ erased = false }: PostedFile): boolean {
  return !erased;
}

export function evidenceOf(text: string, attachments: readonly PostedFile[]): Evidence {
  const shown = attachments.filter(isShown);
  const photos = shown.filter(claimsToBePhoto).length;
  return {
    hasText: /[\p{L}\p{N}\p{S}\p{Extended_Pictographic}]/u.test(text),
    letters: lettersOf(text),
    photos,
    otherFiles: shown.length - photos,
  };
}

/** Letters and digits, whatever the script; marks, spaces and signs between them are no writing of their own. */
export function lettersOf(text: string): number {
  return text.normalize('NFC').match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

/** Null when the post holds what the challenge asks for. `minLength` matters where the text is what counts. */
export function missingFor(
  { proofKind, minLength }: { readonly proofKind: ProofKind; readonly minLength: number },
  evidence: Evidence,
): Missing | null {
  const text = (without: Missing): Missing | null => {
    if (!evidence.hasText) return without;
    return evidence.letters < minLength ? 'longerText' : null;
  };
  switch (proofKind) {
    case 'photo':
      return evidence.photos > 0 ? null : 'photo';
    case 'text':
      return text('text');
    case 'either':
      return evidence.photos > 0 ? null : text('photoOrText');
    case 'any':
      return evidence.photos + evidence.otherFiles > 0 ? null : text('anything');
  }
}
