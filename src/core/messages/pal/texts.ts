import type { Tone } from '../../characters/index.ts';
import type { Locale } from '../../model/locale.ts';
import type { Line } from '../../views.ts';

/** Texts of `/pal`, and the line by which a cheer names its speaker. */
export interface PalTexts {
  /** Small line under a cheer by a character that is not the workspace's. */
  speaks(name: string): string;
  label: {
    readonly character: string;
    readonly tone: string;
    readonly language: string;
    readonly zone: string;
  };
  tone: Readonly<Record<Tone, string>>;
  language: Readonly<Record<Locale, string>>;
  /** For a setting the member did not choose: the value that applies, and that it is the default. */
  workspaceOwn(name: string): string;
  automatic(language: string): string;
  workspaceZone(zone: string): string;
  /** A sample of a cheer. */
  sample(lines: readonly [string, string]): string;
  /** In place of the sample, for the silent tone. */
  silentSample(): Line;
  saved(): Line;
  /** How to change the settings. */
  hint(): Line;
}
