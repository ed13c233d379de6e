import type { CivilDay } from '../../model/day.ts';
import type { LoggedKind, NudgeCount } from '../../nudge/log/store.ts';
import type { PersonalSilence } from '../../nudge/personal/judge.ts';
import type { Line } from '../../views.ts';

/** Texts of the log of nudges for managers: what became of them, day by day. */
export interface NudgeLogTexts {
  heading(from: CivilDay, to: CivilDay): string;
  intro(): Line;
  nothing(): Line;
  kind: Readonly<Record<LoggedKind, string>>;
  outcome: Readonly<Record<NudgeCount['outcome'], string>>;
  /** Nudges with the same outcome: how many, of which challenges, and why. */
  entry(told: {
    readonly count: number;
    readonly reason: string | null;
    readonly names: readonly string[];
  }): string;
  /** Why personal nudges were not sent; `nudge.silence` has the reasons for channels. */
  silence: Readonly<Record<PersonalSilence, string>>;
  gone: string;
  /** It was not sent because of a bug. */
  broken: string;
  newer: string;
  older: string;
}
