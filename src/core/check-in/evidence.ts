import type { ProofKind } from '../challenge/challenge.ts';
import type { InboundAttachment } from '../inbound.ts';

/** A file of a post. `erased`: its author has taken it out since, so it proves nothing any more; it keeps its place among the others. */
export interface PostedFile extends InboundAttachment {
  readonly erased?: boolean;
}

/** What a post contains, as far as we know before its files are read. */
export interface Evidence {
  readonly hasText: boolean;
  /** Letters and digits of the text, in any script. */
  readonly letters: number;
  readonly photos: number;
  readonly otherFiles: number;
}

/** What a post lacks for the kind of proof that a challenge asks for. */
export type Missing = 'photo' | 'text' | 'photoOrText' | 'anything' | 'longerText';

const photoType = /^image\/(?!svg)/i;
const photoName = /\.(jpe?g|png|webp|gif|heic|heif|avif)$/i;

/**
 * Whether a file claims to be a photo, by its type or, without one, by its name (many phones send HEIC without a type). The claim is
 * enough for credit, which cannot wait for the download; the bytes are read later, and a false claim is told in the thread.
 */
export function claimsToBePhoto(file: Pick<InboundAttachment, 'type' | 'name'>): boolean {
  if (file.type && photoType.test(file.type)) return true;
  const untyped = !file.type || file.type === 'application/octet-stream';
  return untyped && photoName.test(file.name);
}

/** Whether the post still contains this file. */
export function isShown({ erased = false }: PostedFile): boolean {
  return !erased;
}

/** Counts what a post contains. Files that were taken out since are ignored; a text without letters, digits or symbols is none. */
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

/** The number of letters and digits of a text, in any script; marks, spaces and punctuation do not count. */
export function lettersOf(text: string): number {
  return text.normalize('NFC').match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

/** What the post lacks for this challenge; null for nothing. `minLength` (letters) applies only where the text is the proof. */
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
