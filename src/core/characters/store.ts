import type { MemberId } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import type { Tone } from './index.ts';

/** What a member may choose for themselves; what is left out stays as it is. */
export interface PalChange {
  /** Null: the workspace's. */
  readonly character?: string | null;
  readonly tone?: Tone;
  /** Null: whatever their app speaks. */
  readonly language?: Locale | null;
}

/** Who speaks to a member, and how, of one transaction. */
export interface PalTx {
  /** The language the member chose; null: none, their app's is followed. */
  chosenLanguage(member: MemberId): Promise<Locale | null>;
  savePal(member: MemberId, change: PalChange): Promise<void>;
}
