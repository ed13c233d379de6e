import type { RefusedFor } from '../errors.ts';
import type { Settlement } from './ledger.ts';

/** Causes of which a platform or a try tells more. The words are kept in the ledger: a change of them needs a migration. */
const words = {
  forbidden: 'forbidden',
  gone: 'gone',
  invalid: 'invalid',
  revoked: 'revoked',
  unknownOutcome: 'outcome unknown',
} as const;

/**
 * Why a delivery ended without having been said.
 * - `forbidden`, `gone`, `invalid`, `revoked`: the platform refused it (see PlatformErrorKind).
 * - `unknownOutcome`: it was tried as often as it may be, and nobody knows what became of it.
 * - `tooOld`: it waited for more than a day.
 * - `parked`: its workspace is.
 * - `moot`: it is not wanted any more, or what it hangs on was never posted; the detail says why.
 */
export type Cause = keyof typeof words | 'tooOld' | 'parked' | 'moot';

export interface Reason {
  readonly cause: Cause;
  /** A platform's code, or why it is moot. Never a member's words. */
  readonly detail: string;
  /** As the platform's answer had them (PlatformError); not kept, so not there in what is read. */
  readonly missing?: string | null;
  readonly about?: RefusedFor | null;
}

/** A delivery is over without having been said. Who looks at dead ones may have them tried again; skipped ones are wanted no more. */
export interface GivenUp extends Reason {
  readonly state: 'skipped' | 'dead';
}

const late = 'older than a day';

/** A reason as the ledger keeps it. `readReason` is its inverse. */
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

/** What the ledger keeps of the end of a try; null: it was sent. */
export function reasonOfTry(settlement: Settlement): string | null {
  if ('cause' in settlement) return reasonText(settlement);
  return settlement.state === 'pending' ? settlement.reason : null;
}

const told = new RegExp(`^(${Object.values(words).join('|')}): (.*)$`, 's');
const causes = new Map(Object.entries(words).map(([cause, word]) => [word as string, cause as Cause]));

/** What a reason says, as the ledger or what makes a delivery moot words it. */
export function readReason(text: string): Reason {
  const [, word = '', detail = ''] = told.exec(text) ?? [];
  const cause = causes.get(word);
  if (cause) return { cause, detail };
  if (text === 'parked') return { cause: 'parked', detail: '' };
  if (text === late) return { cause: 'tooOld', detail: '' };
  if (text.startsWith(`${late}; `)) return { cause: 'tooOld', detail: text.slice(late.length + 2) };
  return { cause: 'moot', detail: text };
}

/** What a kept detail names, without the platform's number, which is for the log: `50013 SEND_MESSAGES` is `SEND_MESSAGES`. */
export function withoutNumber(detail: string): string {
  return detail.replace(/^\d+ /, '');
}

/** The permission or scope that a kept reason names as missing, at its end; '' where it names none. */
export function missingIn(reason: string): string {
  return /([A-Za-z][\w:.]{2,60})\s*$/.exec(readReason(reason).detail)?.[1] ?? '';
}

/** Whoever it is for takes nothing that way, or is not there any more. Another way, or somebody else, may be reached. */
export function cannotBeReached(
  settlement: Settlement,
): settlement is GivenUp & { readonly cause: 'forbidden' | 'gone' } {
  return 'cause' in settlement && (settlement.cause === 'forbidden' || settlement.cause === 'gone');
}
