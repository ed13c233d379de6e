import type { Config } from '../../src/config.ts';
import type { ChannelRef, PlatformName, WorkspaceRef } from '../../src/core/model/ids.ts';
import type { TestApp } from '../support/app.ts';

export interface Photo {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A message as a person sees it: its text, who marked it and what was said in its thread. */
export interface Seen {
  /** The bot's marks on it. */
  readonly marks: readonly string[];
  /** What the bot says in its thread, oldest first, as plain text. */
  readonly thread: readonly string[];
  /** What people say in its thread. */
  readonly others: readonly string[];
}

/** What the bot says in the thread about the proof: beside it there may be the offer of nudges, which a first one brings. */
export const saidOfProof = ({ thread }: Seen): readonly string[] =>
  thread.filter((text) => !text.includes('첫 인증 반가워요'));

/** One platform as people use it. The contract suite speaks to all three through this, and to nothing else. */
export interface Driver<Member = unknown, Message = unknown> {
  readonly name: PlatformName;
  /** What of the program's settings turns the platform on. */
  readonly config: Partial<Config>;
  readonly workspace: WorkspaceRef;
  readonly channel: ChannelRef;
  /** Called once the program runs. */
  attach(app: TestApp): Promise<void>;
  /** The n-th person; 0 is a manager. */
  member(n: number): Member;
  /** `at`: when, where the platform tells us of it later; now by default. */
  post(member: Member, text: string, photos?: readonly Photo[], at?: number): Promise<Message>;
  edit(message: Message, text: string): Promise<void>;
  remove(message: Message): Promise<void>;
  /** Takes one photo out of a message that stays. Null where nobody can. */
  readonly takeOut: ((message: Message, photo: string) => Promise<void>) | null;
  /** A person answers in the message's thread. */
  answer(member: Member, message: Message, text: string): Promise<Message>;
  /** A person writes to the bot alone; what it says to that is the message's thread. Null where nobody can. */
  readonly direct: ((member: Member, text: string, photos?: readonly Photo[]) => Promise<Message>) | null;
  /** The platform sends the message's event again. Null where a platform never does. */
  redeliver: ((message: Message) => Promise<void>) | null;
  /**
   * Keeps back what the platform tells of what people do in `acts`, then tells it in the order that is made of it. Null where
   * nothing is told, since it is stored at once.
   */
  tell:
    | ((acts: () => Promise<void>, order: <T>(events: readonly T[]) => readonly T[]) => Promise<void>)
    | null;
  /** A member puts an emoji on a message; where theirs stands already, they take it away first. */
  mark(member: Member, message: Message, emoji: string): Promise<void>;
  /** The platform sends the event of the newest such mark on it again. Null where a platform never does. */
  readonly redeliverMark: ((message: Message) => Promise<void>) | null;
  see(message: Message): Promise<Seen>;
  /** The bot's own messages in the channel. */
  channelSays(): Promise<readonly string[]>;
  /** The labels of the buttons on each of them. */
  channelButtons(): Promise<readonly (readonly string[])[]>;
  /** A member presses a button of the newest message of the bot in the channel that has one of that label; answers what they see. */
  press(member: Member, label: string): Promise<string>;
  /** A member presses a button of the last answer they got, and another takes its place: its text. */
  pressAnswer(member: Member, label: string): Promise<string>;
  /** From now on the bot may not post in the channel. Null where nobody can forbid it. */
  readonly shut: (() => void) | null;
  /** From now on this member takes no direct messages. Null where nobody can refuse them. */
  readonly closeDirect: ((member: Member) => void) | null;
  /** Lines only this member sees, outside answers to commands. */
  privately(member: Member): Promise<readonly string[]>;
  /** Types a command; answers its text. */
  command(member: Member, words: string, options?: Readonly<Record<string, string>>): Promise<string>;
  /** The newest file that the bot gave this member, where nobody else sees it; null where it gave none. */
  file(member: Member): Promise<{ readonly name: string; readonly text: string } | null>;
  /** Picks a message menu by the id of its command. */
  menu(member: Member, which: 'count' | 'undo', message: Message): Promise<string>;
  /** Another bot of the workspace, as people name it in a command. Null where there is none to name. */
  readonly otherBot: (() => string) | null;
  /** How people write the bot's name so that it is called. */
  readonly callsBot: string;
  /** What must be empty at the end: refused bodies, unknown routes, pings. */
  complaints(): readonly unknown[];
  stop(): Promise<void>;
}
