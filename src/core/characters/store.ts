import type { MemberId } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import type { Tone } from './index.ts';

/** A change of a member's settings; absent fields stay as they are. */
export interface PalChange {
  /** Null: follow the workspace's character. */
  readonly character?: string | null;
  readonly tone?: Tone;
  /** Null: follow the language of the member's app. */
  readonly language?: Locale | null;
}

/** What a transaction can read and set of a member's `/pal` settings. */
export interface PalTx {
  /** The language the member chose; null if they follow their app's. */
  chosenLanguage(member: MemberId): Promise<Locale | null>;
  savePal(member: MemberId, change: PalChange): Promise<void>;
}
