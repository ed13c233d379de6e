import type { ChannelRef } from '../../model/ids.ts';
import type { Line } from '../../views.ts';

/** An answer in a talk: one line or two, of which the first can stand alone. */
export type TalkLines = readonly [string] | readonly [string, string];

/** Who speaks. */
export interface Speaker {
  readonly name: string;
  /** Its sound. */
  readonly sound: string;
  /** Korean: 합쇼체 in place of 해요체. */
  readonly formal: boolean;
}

/** What is answered by hand: to each kind of words (core/talk/kind.ts), to bad news, and when it is enough for now. */
export type HandWritten = 'ai' | 'cannot' | 'thanks' | 'hello' | 'tired' | 'other' | 'hard' | 'enough';

export interface TalkTexts {
  /** No advice, no question, no pretence of having understood; that a machine speaks is said whenever it is asked. */
  answers(to: HandWritten, speaker: Speaker): readonly TalkLines[];
  /** Where what can be asked of us is listed. */
  canDo(): Line;
  /** To a proof that was sent to us alone: the channels in which it would count. */
  countsThere(channels: readonly ChannelRef[]): Line;
  /** To a photo or a file in a thread, on a day that is open to its member: the ways in which it would count. */
  notInThreads(): Line;
  /** Mentioned where no challenge is, while some are on in these channels. */
  challengesAre(channels: readonly ChannelRef[]): Line;
  /** Discloses that a model wrote the answer. */
  footer: string;
}
