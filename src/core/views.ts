import type { ActionId } from './actions.ts';
import type { AttachmentRef, ChannelRef, MemberRef } from './model/ids.ts';
import type { PictureSpec, SpecOf } from './pictures/spec.ts';

/**
 * A piece of a line. Renderers escape every string for their platform and fit it to its limits, so no generated or
 * member's text can ping, link or break a message: only `link` links, and nothing here mentions anybody.
 */
export type Inline =
  | string
  | { readonly kind: 'bold'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  /** A person by name, without pinging; people are shown by `name`. */
  | { readonly kind: 'member'; readonly ref: MemberRef; readonly name: string }
  | { readonly kind: 'channel'; readonly ref: ChannelRef }
  /** A role or a user group by its name, where the platform shows one for an id; in answers to one person alone, so that it pings nobody. */
  | { readonly kind: 'group'; readonly ref: string }
  /** An instant in the reader's own zone where the platform can show that, else `text`. */
  | { readonly kind: 'time'; readonly at: number; readonly text: string }
  /** A command to type, shown as code: rendered as the platform calls it (`/challenge list`, `/boost challenge list`). */
  | { readonly kind: 'command'; readonly path: readonly string[] };

export type Line = readonly Inline[];

export interface Button {
  readonly action: ActionId;
  readonly label: string;
  readonly style: 'primary' | 'secondary' | 'danger';
}

export type Mood = 'happy' | 'cheering' | 'proud' | 'worried' | 'sleepy' | 'waving';

/** A mood in one sign, where a face cannot be shown. */
export const moodSigns: Readonly<Record<Mood, string>> = {
  happy: '🌻',
  cheering: '🎉',
  proud: '🌟',
  worried: '💛',
  sleepy: '🌙',
  waving: '👋',
};

/**
 * Two warm lines about one proof, or one of nothing but emoji for who asked for that. Plain text. `footer` discloses that a
 * model wrote it (null: a written template).
 */
export interface CheerView {
  readonly view: 'cheer';
  readonly lines: readonly [string, string] | readonly [string];
  /** What counted, small under the lines: "7일째 · 이번 주 1번 남았어요"; null when nothing is to be said. */
  readonly credit?: Line | null;
  /** The member's own earlier proof it recalls: its day, as a link to it where there is one. */
  readonly memory?: Line | null;
  readonly footer: string | null;
  readonly mood: Mood;
  /** Absent: 담찌, where nobody else is expected. */
  readonly speaker?: Speaker;
  readonly buttons?: readonly Button[];
}

/** Who speaks: shown by face and name where a platform can, else by `line`. */
export interface Speaker {
  /** Of core/characters. */
  readonly character: string;
  readonly name: string;
  /** Small under the words; null where the workspace expects nobody else. */
  readonly line: string | null;
}

/**
 * One plain line in a thread or for one member alone: counted for yesterday, already counted, a file that could not be
 * read, a freeze that was used, which challenge is meant ...
 */
export interface NoteView {
  readonly view: 'note';
  readonly line: Line;
  /** Beside it, on what is not said often: the first nudge of a channel's day, or of a member's. */
  readonly face?: SpecOf<'face'>;
  /** Discloses that a model wrote a part of it. */
  readonly footer?: string;
  readonly buttons?: readonly Button[];
}

/**
 * A titled card: a streak, a calendar, a board, the preview of a challenge, a milestone. `picture` says in a drawing what
 * `lines` and `fields` say in words; platforms show it with `altOf(picture)` as its description, and where they cannot show
 * one, `gridOf(picture)` stands in its place.
 */
export interface CardView {
  readonly view: 'card';
  readonly title: string;
  readonly lines: readonly Line[];
  readonly fields: readonly { readonly label: string; readonly value: Line }[];
  readonly picture: PictureSpec | null;
  /** Whose face is beside it where a platform shows faces; absent: 담찌's. */
  readonly speaker?: Speaker;
  /** At most ten, in rows of five. */
  readonly buttons: readonly Button[];
}

/** What a channel sees when a challenge starts: three lines and a button to join. */
export interface WelcomeView {
  readonly view: 'welcome';
  readonly title: string;
  readonly lines: readonly Line[];
  readonly buttons: readonly Button[];
}

/** A proof given by command, shown to the channel in the member's name; its cheer hangs on it. */
export interface ProofCardView {
  readonly view: 'proofCard';
  readonly member: { readonly ref: MemberRef; readonly name: string };
  readonly heading: Line;
  /** The member's own words, as they wrote them. */
  readonly text: string;
  /** Shown where the platform still has them; elsewhere the heading says how many there are. */
  readonly photos: readonly AttachmentRef[];
}

/** What can be posted as a message of its own, outside an answer. */
export type PostView = CheerView | NoteView | WelcomeView | ProofCardView | CardView;

/** A short answer to a command or a button. `tone` "problem": it was not done, and the lines say what to do. */
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
  /** Shown when there are none. */
  readonly empty: Line;
}

/** Everything about one challenge as label and value. */
export interface ChallengeInfoView {
  readonly view: 'challengeInfo';
  readonly title: string;
  readonly sentence: string;
  readonly fields: readonly { readonly label: string; readonly value: Line }[];
  readonly buttons: readonly Button[];
}

/** Settings of the workspace as label and value, with how to change them. */
export interface SettingsView {
  readonly view: 'settings';
  readonly heading: string;
  readonly fields: readonly { readonly label: string; readonly value: Line }[];
  readonly hint: Line;
}

/** What can I do here, now. */
export interface HelpView {
  readonly view: 'help';
  readonly heading: string;
  readonly intro: readonly Line[];
  readonly commands: readonly { readonly path: readonly string[]; readonly text: string }[];
}

/** What can answer a command or an action. */
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
  /** Several of the options; the values come back joined by commas. */
  | {
      readonly kind: 'choices';
      readonly name: string;
      readonly label: string;
      readonly hint?: string;
      readonly values: readonly string[];
      readonly required: boolean;
      readonly options: readonly { readonly value: string; readonly label: string }[];
    }
  /** A civil day; comes back as 'YYYY-MM-DD', or as typed where the platform has no picker. */
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
 * A form of at most `caps.formFields` fields; a core that has more to ask gives it in parts. Sent, it comes back as an
 * action with `values`.
 */
export interface FormView {
  readonly action: ActionId;
  readonly title: string;
  readonly submit: string;
  readonly fields: readonly FormField[];
}
