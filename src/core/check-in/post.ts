import type { Instant } from '../model/day.ts';
import type { ChannelRef, MemberRef, MessageRef } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import type { PostedFile } from './evidence.ts';
import type { Candidate } from './judge.ts';
import { editedAtOf, forDayOf, isAskedFor, type Origin } from './origin.ts';

/** A post to be recorded: its content, its author, and how it came to be judged. */
export interface ProofPost {
  readonly message: MessageRef;
  readonly channel: ChannelRef;
  readonly member: {
    readonly ref: MemberRef;
    readonly name: string;
    readonly locale: Locale | null;
    readonly zone: string | null;
  };
  /** The platform's time of the message, which decides its day (R2). */
  readonly at: Instant;
  readonly text: string;
  readonly attachments: readonly PostedFile[];
  readonly origin: Origin;
  /** The platform can show a line to this member alone. */
  readonly privateNotice: boolean;
}

/** The parts of a post that `judge` needs. */
export function candidateOf({
  at,
  text,
  attachments,
  origin,
}: Pick<ProofPost, 'at' | 'text' | 'attachments' | 'origin'>): Candidate {
  const editedAt = editedAtOf(origin);
  return {
    at,
    forDay: forDayOf(origin),
    text,
    attachments,
    asked: isAskedFor(origin),
    ...(editedAt === null ? {} : { editedAt }),
  };
}
