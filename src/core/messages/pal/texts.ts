import type { Tone } from '../../characters/index.ts';
import type { Locale } from '../../model/locale.ts';
import type { Line } from '../../views.ts';

/** What `/pal` says, and how a cheer names who speaks. */
export interface PalTexts {
  /** Small under a cheer whose speaker is not the workspace's own. */
  speaks(name: string): string;
  label: {
    readonly character: string;
    readonly tone: string;
    readonly language: string;
    readonly zone: string;
  };
  tone: Readonly<Record<Tone, string>>;
  language: Readonly<Record<Locale, string>>;
  /** Nothing was chosen: what holds meanwhile, and that it does. */
  workspaceOwn(name: string): string;
  automatic(language: string): string;
  workspaceZone(zone: string): string;
  /** How a cheer would sound. */
  sample(lines: readonly [string, string]): string;
  /** In place of that. */
  silentSample(): Line;
  saved(): Line;
  /** How it is changed. */
  hint(): Line;
}
