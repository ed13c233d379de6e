import type { ChannelRef } from '../../model/ids.ts';
import type { Line } from '../../views.ts';

/** An answer in a talk: one line, or two of which the first can be used alone. */
export type TalkLines = readonly [string] | readonly [string, string];

/** The character that speaks. */
export interface Speaker {
  readonly name: string;
  /** The character's sound. */
  readonly sound: string;
  /** In Korean: 합쇼체 instead of 해요체. */
  readonly formal: boolean;
}

/** Kinds of hand-written answers: to each kind of message (core/talk/kind.ts), to bad news, and when it is enough for now. */
export type HandWritten = 'ai' | 'cannot' | 'thanks' | 'hello' | 'tired' | 'other' | 'hard' | 'enough';

/** Texts of talk: hand-written answers, and lines that say where proofs count. */
export interface TalkTexts {
  /** Answers give no advice, ask nothing and do not pretend to understand; asked what we are, they say that we are a machine. */
  answers(to: HandWritten, speaker: Speaker): readonly TalkLines[];
  /** Points to the list of what we can do. */
  canDo(): Line;
  /** To a proof sent as a direct message: the channels in which it would count. */
  countsThere(channels: readonly ChannelRef[]): Line;
  /** To a file in a thread while the member's day is open: how it would count. */
  notInThreads(): Line;
  /** To a mention in a channel without a challenge: the channels that have one. */
  challengesAre(channels: readonly ChannelRef[]): Line;
  /** Discloses that a model wrote the answer. */
  footer: string;
}
