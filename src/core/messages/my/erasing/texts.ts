import type { Receipt } from '../../../erasing/store.ts';
import type { Inline, Line } from '../../../views.ts';

/** What there is to be erased. */
export type ErasableCounts = Pick<Receipt, 'checkIns' | 'photos' | 'challenges'>;

/** Texts of `/my delete`. */
export interface ErasingTexts {
  ask(): Line;
  /** What goes; counts of 0 are left out. */
  goes(counts: ErasableCounts): Line;
  /** What stays. `postsGo`: the posts themselves are kept by us and go too. */
  stays(postsGo: boolean): Line;
  /** The challenges they host go on without them. */
  hosted(challenges: number): Line;
  /** `goesToo`: the file of the export was sent as a message of its own, which is removed as well. */
  forGood(goesToo: boolean): Line;
  button: { erase: string; keep: string };
  kept(): Line;
  /** The button was pressed by somebody else than who was asked. */
  notYours(): Line;
  /** It is done: goodbye. */
  erased(): Line;
  /** What was erased. */
  what(counts: ErasableCounts): Line;
  receipt(id: string, at: Inline): Line;
  /** What becomes of our words, and of whoever posts again. */
  after(): Line;
  /** The button is an old one: what is kept since its asker came back is not erased by it. */
  since(): Line;
  /** Nothing is kept of the asker. */
  nothing(): Line;
}
