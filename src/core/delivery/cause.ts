import type { RefusedFor } from '../errors.ts';
import type { Settlement } from './ledger.ts';

/** How the ledger spells the causes that come with a detail. These words are stored, so changing one needs a migration. */
const words = {
  forbidden: 'forbidden',
  gone: 'gone',
  invalid: 'invalid',
  revoked: 'revoked',
  unknownOutcome: 'outcome unknown',
  mistake: 'mistake of ours',
} as const;

/**
 * Why a delivery ended without being sent.
 * - `forbidden`, `gone`, `invalid`, `revoked`: the platform refused it (see PlatformErrorKind).
 * - `unknownOutcome`: it used up its tries, and we do not know whether it arrived.
 * - `mistake`: an error of this program used up its tries; the log says more (`delivery.mistake`).
 * - `tooOld`: it waited for more than a day.
 * - `parked`: its workspace is parked.
 * - `moot`: it is no longer wanted, or the message it belongs to was never posted; the detail says which.
 */
export type Cause = keyof typeof words | 'tooOld' | 'parked' | 'moot';

/** A cause with its detail, as the ledger stores it in one text (`reasonText`, `readReason`). */
export interface Reason {
  readonly cause: Cause;
  /** A platform's error code, why the delivery is moot, or where a mistake of ours is. Never a member's words. */
  readonly detail: string;
  /** `missing` and `about` of the platform's error (PlatformError). They are not stored, so `readReason` never returns them. */
  readonly missing?: string | null;
  readonly about?: RefusedFor | null;
}

/** A delivery that ended without being sent. A `dead` one can be tried again by hand; a `skipped` one is no longer wanted. */
export interface GivenUp extends Reason {
  readonly state: 'skipped' | 'dead';
  /** Set when this last try may have reached the platform, so that nothing is sent in its place as if it had not. */
  readonly maybeSent?: boolean;
}

/** Why an edit is moot whose message was never posted, and a post whose thread has no message to hang on. */
export const neverPosted = {
  edit: 'what it edits was never posted',
  post: 'what it hangs on was never posted',
} as const;

/** Why a delivery waits whose platform has no tokens in the instance that tried it. */
export const platformOff = 'its platform is off here';

/** A delivery older than this is not sent any more (`tooOld`). */
export const tooOldMs = 24 * 60 * 60_000;
const late = 'older than a day';

/** A reason as the text the ledger stores. `readReason` is its inverse. */
export function reasonText({ cause, detail }: Reason): string {
  switch (cause) {
    case 'tooOld':
      return detail === '' ? late : `${late}; ${detail}`;
    case 'parked':
      return cause;
    case 'moot':
      return detail;
    default:
      return `${words[cause]}: ${detail}`;
  }
}

/** The reason the ledger stores for the end of a try; null when it was sent. */
export function reasonOfTry(settlement: Settlement): string | null {
  if ('cause' in settlement) return reasonText(settlement);
  return settlement.state === 'pending' ? settlement.reason : null;
}

const told = new RegExp(`^(${Object.values(words).join('|')}): (.*)$`, 's');
const causes = new Map(Object.entries(words).map(([cause, word]) => [word as string, cause as Cause]));

/** Parses a stored reason. Any text that names no other cause is the explanation of why a delivery is moot. */
export function readReason(text: string): Reason {
  const [, word = '', detail = ''] = told.exec(text) ?? [];
  const cause = causes.get(word);
  if (cause) return { cause, detail };
  if (text === 'parked') return { cause: 'parked', detail: '' };
  if (text === late) return { cause: 'tooOld', detail: '' };
  if (text.startsWith(`${late}; `)) return { cause: 'tooOld', detail: text.slice(late.length + 2) };
  return { cause: 'moot', detail: text };
}

/** A stored detail without the platform's leading number, which is for the log: `50013 SEND_MESSAGES` gives `SEND_MESSAGES`. */
export function withoutNumber(detail: string): string {
  return detail.replace(/^\d+ /, '');
}

/** The missing permission or scope that a stored reason ends with, or '' when it names none. */
export function missingIn(reason: string): string {
  return /([A-Za-z][\w:.]{2,60})\s*$/.exec(readReason(reason).detail)?.[1] ?? '';
}

/**
 * Whether the try ended because the recipient accepts nothing this way (`forbidden`) or no longer exists (`gone`). The caller may
 * then try another way, or somebody else.
 */
export function cannotBeReached(
  settlement: Settlement,
): settlement is GivenUp & { readonly cause: 'forbidden' | 'gone' } {
  return 'cause' in settlement && (settlement.cause === 'forbidden' || settlement.cause === 'gone');
}
