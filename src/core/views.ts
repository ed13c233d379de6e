import type { ActionId } from './actions.ts';
import type { AttachmentRef, ChannelRef, MemberRef } from './model/ids.ts';
import type { PictureSpec, SpecOf } from './pictures/spec.ts';

/**
 * A piece of a line. Renderers escape every string for their platform and fit it to the platform's limits, so no text of
 * a model or a member can ping, link or break a message: only `link` makes a link, and nothing here mentions anybody.
 */
export type Inline =
  | string
  | { readonly kind: 'bold'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  /** A person, shown by `name` without being pinged. */
  | { readonly kind: 'member'; readonly ref: MemberRef; readonly name: string }
  | { readonly kind: 'channel'; readonly ref: ChannelRef }
  /** A role or user group, whose name the platform shows for its id. Only in answers that one person sees, so that it pings nobody. */
  | { readonly kind: 'group'; readonly ref: string }
  /** An instant, shown in the reader's own zone where the platform can do that, else as `text`. */
  | { readonly kind: 'time'; readonly at: number; readonly text: string }
  /** A command to type, shown as code, as it is called on the platform (`/challenge list`, `/boost challenge list`). */
  | { readonly kind: 'command'; readonly path: readonly string[] };

export type Line = readonly Inline[];

export interface Button {
  readonly action: ActionId;
  readonly label: string;
  readonly style: 'primary' | 'secondary' | 'danger';
}

export type Mood = 'happy' | 'cheering' | 'proud' | 'worried' | 'sleepy' | 'waving';

/** One emoji for each mood, for platforms that cannot show a face. */
export const moodSigns: Readonly<Record<Mood, string>> = {
  happy: '🌻',
  cheering: '🎉',
  proud: '🌟',
  worried: '💛',
  sleepy: '🌙',
  waving: '👋',
};

/**
 * Two warm lines about one proof, or one line of emoji only for a member who asked for that. Plain text. `footer` discloses that
 * a model wrote them (null: they are a template of ours).
 */
export interface CheerView {
  readonly view: 'cheer';
  readonly lines: readonly [string, string] | readonly [string];
  /** What the proof counted for, in small print under the lines: "7일째 · 이번 주 1번 남았어요"; null for nothing. */
  readonly credit?: Line | null;
  /** The day of the member's earlier proof that the cheer recalls, as a link to that proof where there is one. */
  readonly memory?: Line | null;
  readonly footer: string | null;
  readonly mood: Mood;
  /** Absent: 담찌 speaks, as the workspace expects. */
  readonly speaker?: Speaker;
  readonly buttons?: readonly Button[];
}

/** The character that speaks: shown by face and name where the platform can do that, else by `line`. */
export interface Speaker {
  /** The id of a character in core/characters. */
  readonly character: string;
  readonly name: string;
  /** Names the speaker in small print under the words; null where the workspace expects this character anyway. */
  readonly line: string | null;
}

/**
 * One plain line in a thread or for one member alone: counted for yesterday, already counted, a file that could not be
 * read, a freeze that was used, which challenge is meant ...
 */
export interface NoteView {
  readonly view: 'note';
  readonly line: Line;
  /** A face beside the line, only on rare messages: the first nudge of a day to a channel or a member. */
  readonly face?: SpecOf<'face'>;
  /** Discloses that a model wrote a part of the line. */
  readonly footer?: string;
  readonly buttons?: readonly Button[];
}

/**
 * A titled card: a streak, a calendar, a board, the preview of a challenge, a milestone. `picture` shows as a drawing what
 * `lines` and `fields` say in words. Platforms show it with `altOf(picture)` as its description; those that cannot show
 * pictures show `gridOf(picture)` instead.
 */
export interface CardView {
  readonly view: 'card';
  readonly title: string;
  readonly lines: readonly Line[];
  readonly fields: readonly { readonly label: string; readonly value: Line }[];
  readonly picture: PictureSpec | null;
  /** The character whose face is shown beside the card, on platforms that show faces; absent: 담찌. */
  readonly speaker?: Speaker;
  /** At most ten, in rows of five. */
  readonly buttons: readonly Button[];
}

/** What the channel sees when a challenge starts: three lines and a button to join. */
export interface WelcomeView {
  readonly view: 'welcome';
  readonly title: string;
  readonly lines: readonly Line[];
  readonly buttons: readonly Button[];
}

/** A proof given by command, shown to the channel in the member's name. Its cheer goes to the thread on this card. */
export interface ProofCardView {
  readonly view: 'proofCard';
  readonly member: { readonly ref: MemberRef; readonly name: string };
  readonly heading: Line;
  /** The member's own words, as they wrote them. */
  readonly text: string;
  /** Shown where the platform still has the files; elsewhere the heading says how many there are. */
  readonly photos: readonly AttachmentRef[];
}

/** The views that can be posted as a message, outside an answer to a command or action. */
export type PostView = CheerView | NoteView | WelcomeView | ProofCardView | CardView;

/** A short answer to a command or a button. `tone` "problem": the thing was not done, and the lines say what to do. */
export interface AnswerView {
  readonly view: 'answer';
  readonly tone: 'done' | 'problem';
  readonly lines: readonly Line[];
  readonly buttons: readonly Button[];
}

export interface ChallengeListView {
  readonly view: 'challengeList';
  readonly heading: string;
  readonly items: readonly {
    readonly title: string;
    readonly line: Line;
    readonly buttons: readonly Button[];
  }[];
  /** Shown when `items` is empty. */
  readonly empty: Line;
}

/** Everything about one challenge, as labelled values. */
export interface ChallengeInfoView {
  readonly view: 'challengeInfo';
  readonly title: string;
  readonly sentence: string;
  readonly fields: readonly { readonly label: string; readonly value: Line }[];
  readonly buttons: readonly Button[];
}

/** The workspace's settings as labelled values; `hint` says how to change them. */
export interface SettingsView {
  readonly view: 'settings';
  readonly heading: string;
  readonly fields: readonly { readonly label: string; readonly value: Line }[];
  readonly hint: Line;
}

/** What the reader can do here and now. */
export interface HelpView {
  readonly view: 'help';
  readonly heading: string;
  readonly intro: readonly Line[];
  readonly commands: readonly { readonly path: readonly string[]; readonly text: string }[];
}

/** The views that can answer a command or an action. */
export type AnswerViews =
  | AnswerView
  | ChallengeListView
  | ChallengeInfoView
  | SettingsView
  | HelpView
  | CardView;
export type View = PostView | AnswerViews;

/** A field of a form. Labels at most 45 characters (Discord's limit), options at most 25. */
export type FormField =
  | {
      readonly kind: 'text';
      readonly name: string;
      readonly label: string;
      readonly hint?: string;
      readonly value?: string;
      readonly multiline?: boolean;
      readonly required: boolean;
      readonly maxLength: number;
    }
  | {
      readonly kind: 'choice';
      readonly name: string;
      readonly label: string;
      readonly hint?: string;
      readonly value?: string;
      readonly required: boolean;
      readonly options: readonly { readonly value: string; readonly label: string }[];
    }
  /** Any number of the options; the chosen values come back joined by commas. */
  | {
      readonly kind: 'choices';
      readonly name: string;
      readonly label: string;
      readonly hint?: string;
      readonly values: readonly string[];
      readonly required: boolean;
      readonly options: readonly { readonly value: string; readonly label: string }[];
    }
  /** A calendar day; comes back as 'YYYY-MM-DD', or as typed where the platform has no date picker. */
  | {
      readonly kind: 'date';
      readonly name: string;
      readonly label: string;
      readonly hint?: string;
      readonly value?: string;
      readonly required: boolean;
    }
  /** A channel of the workspace, or one of its members; comes back as the adapter's ref. */
  | {
      readonly kind: 'channel' | 'member';
      readonly name: string;
      readonly label: string;
      readonly hint?: string;
      readonly value?: string;
      readonly required: boolean;
    };

/**
 * A form of at most `caps.formFields` fields; longer forms are split into parts by the core. When it is sent, it comes back as
 * `action` with `values`.
 */
export interface FormView {
  readonly action: ActionId;
  readonly title: string;
  readonly submit: string;
  readonly fields: readonly FormField[];
}
