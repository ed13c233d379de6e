import type { ChallengeId, ChannelRef, MemberRef, MessageRef } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import type { Candidate } from './judge.ts';

/** A post as it is planned: what it says and shows, whose it is, and where it came from. */
export interface ProofPost extends Candidate {
  readonly message: MessageRef;
  readonly channel: ChannelRef;
  readonly member: {
    readonly ref: MemberRef;
    readonly name: string;
    readonly locale: Locale | null;
    readonly zone: string | null;
  };
  /** Where things said about it go. `own`: the message is the member's. `card`: we post it for them first (a command). */
  readonly shown: { readonly as: 'own' } | { readonly as: 'card' };
  /** What becomes of it is told to the member in the answer to what they did. */
  readonly answered: boolean;
  /** Its author asked for it where nothing is answered (a mark): what does not count is said in its thread, as of any post. */
  readonly saidInThread?: boolean;
  /** The challenge the member chose for a post kept undecided, and whether their next posts of its kind are to count for it too. */
  readonly chosen: { readonly challenge: ChallengeId; readonly remember: boolean } | null;
  /** It stands where no challenge is: which one it is for is asked for it alone. */
  readonly elsewhere?: true;
  /** The platform can show a line to this member alone. */
  readonly privateNotice: boolean;
  /** Read from the channel's stream, which has now been read up to here. */
  readonly fromStream: boolean;
  /** Read in the channel's history: posted before a challenge was on there, it is none of its proofs. */
  readonly found?: boolean;
}
