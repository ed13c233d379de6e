/**
 * The messages between the page and its server, as JSON. The page's own modules read these types through JSDoc, so that both sides are
 * checked against one definition.
 */
import type { Locale } from '../../core/model/locale.ts';
import type { Mood } from '../../core/views.ts';

/** A piece of a line. The page makes a text node or one known element of each; nothing is parsed as HTML. */
export type WireInline =
  | string
  | { readonly kind: 'bold'; readonly text: string }
  /** `url` is http or https, or `#m5` for a message of the page. */
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  | { readonly kind: 'person'; readonly text: string }
  | { readonly kind: 'channel'; readonly id: string; readonly text: string }
  | { readonly kind: 'time'; readonly at: number; readonly text: string }
  | { readonly kind: 'code'; readonly text: string };
export type WireLine = readonly WireInline[];

export interface WireButton {
  readonly action: string;
  readonly label: string;
  readonly style: 'primary' | 'secondary' | 'danger';
  /** Whether it turns a page of its message: the new answer then replaces the private one. */
  readonly turns: boolean;
}

/** A drawn card, 1200 by 630 pixels. */
export interface WirePicture {
  /** Its address on this server, valid for ten to fifteen minutes; null if the card is too old to be drawn again. */
  readonly src: string | null;
  /** The picture's content in words. */
  readonly alt: string;
  /** The picture's content in signs, shown if the picture cannot be loaded. */
  readonly grid: string;
}

/** A view of the core, rendered for the page: a closed set of shapes. */
export type WireView =
  | {
      readonly shape: 'cheer';
      readonly lines: readonly WireLine[];
      readonly credit: WireLine | null;
      /** The earlier proof that it recalls, in small type under the lines. */
      readonly memory: WireLine | null;
      readonly footer: string | null;
      readonly mood: Mood;
      readonly speaker?: WireSpeaker | null;
      readonly buttons: readonly WireButton[];
    }
  | {
      readonly shape: 'card';
      /** Null if a picture already shows the hamster. */
      readonly mood: Mood | null;
      readonly speaker?: WireSpeaker | null;
      readonly heading: string | null;
      readonly picture: WirePicture | null;
      readonly lines: readonly WireLine[];
      readonly rows: readonly WireRow[];
      readonly buttons: readonly WireButton[];
    }
  | { readonly shape: 'line'; readonly line: WireLine; readonly buttons: readonly WireButton[] }
  /** A proof given by command, shown under its member's name. */
  | { readonly shape: 'proof'; readonly heading: WireLine; readonly text: string };

/** The animal that speaks; its faces are at `/<character>/<mood>.svg`. */
export interface WireSpeaker {
  readonly character: string;
  readonly name: string;
}

/** A label and its value, as on a card. */
export interface WireRow {
  readonly label: WireLine;
  readonly value: WireLine;
  readonly buttons: readonly WireButton[];
}

/** A form; `action` receives its values. */
export interface WireForm {
  readonly action: string;
  readonly title: string;
  readonly submit: string;
  readonly fields: readonly WireField[];
}

export interface WireField {
  readonly name: string;
  readonly label: string;
  readonly hint: string | null;
  readonly value: string;
  readonly required: boolean;
  readonly input:
    | { readonly kind: 'text'; readonly multiline: boolean; readonly maxLength: number }
    | { readonly kind: 'choice'; readonly options: readonly WireChoice[] }
    /** `value` is empty here; the chosen values are in `chosen`. They are sent back joined by commas. */
    | {
        readonly kind: 'choices';
        readonly options: readonly WireChoice[];
        readonly chosen: readonly string[];
      }
    | { readonly kind: 'date' };
}

export interface WireChoice {
  readonly value: string;
  readonly label: string;
}

/** A file of a message. */
export interface WireFile {
  readonly id: string;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Whether it is a picture that can be shown, at `/files/<id>`. */
  readonly shown: boolean;
  /** Where the page itself holds it for downloading: a file that came with an answer. The server never sets this. */
  readonly url?: string;
}

/** A text file that comes with an answer. */
export interface WireDownload {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** A mark on a message, and who set it. */
export interface WireReaction {
  readonly mark: string;
  /** The members' ids; `pal` for the hamster. */
  readonly by: readonly string[];
}

/** A message as one reader sees it. */
export interface WireMessage {
  readonly id: string;
  /** The id of the message whose thread this is in; null if it is in the channel itself. */
  readonly parent: string | null;
  /** A member's id, or `pal`. */
  readonly author: string;
  readonly text: string;
  readonly view: WireView | null;
  readonly files: readonly WireFile[];
  readonly reactions: readonly WireReaction[];
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly editedAt: number | null;
  /** Its text and files are deleted; it is shown only while its thread still has messages. */
  readonly deleted: boolean;
  /** Whether only the current member sees it. */
  readonly onlyYou: boolean;
  /** Whether it came as a direct message. */
  readonly direct: boolean;
  /** Whether it is a challenge's welcome; the newest is pinned above the channel. */
  readonly welcome: boolean;
}

/** A sample member. */
export interface WireMember {
  readonly id: string;
  readonly name: string;
  /** The text in the avatar: one character or emoji. */
  readonly glyph: string;
  /** Which of the page's avatar colours, 1 to 6. */
  readonly colour: number;
  readonly manager: boolean;
}

/** An option of a command. */
export interface WireOption {
  /** All names by which it can be typed; the first is the one to show. */
  readonly names: readonly string[];
  readonly description: string;
  readonly required: boolean;
  readonly choices: readonly WireChoice[];
  readonly files: boolean;
}

/** A command that the page completes. */
export interface WireCommand {
  /** The words to type after the slash, in the reader's language; `aliases` are those of all languages. */
  readonly words: readonly string[];
  readonly aliases: readonly string[];
  readonly description: string;
  readonly options: readonly WireOption[];
  readonly managersOnly: boolean;
}

/** A command in a message's menu. */
export interface WireMenuItem {
  readonly id: string;
  readonly label: string;
}

/** The animals that speak on the page: to everybody, and to the current reader. */
export interface WirePals {
  readonly house: WireSpeaker;
  readonly mine: WireSpeaker;
  /** The speaker of a cheer that names none. */
  readonly first: WireSpeaker;
  /** Whether the reader's posts are cheered in words; false if they chose emoji only or silence. */
  readonly inWords: boolean;
}

/** Everything that the page needs to draw itself. */
export interface WireChannel {
  readonly workspace: string;
  readonly channel: { readonly id: string; readonly name: string };
  readonly locale: Locale;
  readonly members: readonly WireMember[];
  readonly me: string;
  readonly pals: WirePals;
  /** The newest messages of the channel, oldest first, with all messages of their threads. */
  readonly messages: readonly WireMessage[];
  /** Whether there are older messages to load. */
  readonly more: boolean;
  readonly pinned: WireMessage | null;
  readonly commands: readonly WireCommand[];
  readonly menu: readonly WireMenuItem[];
  /** The newest event already contained here: listening begins after it. */
  readonly cursor: string;
  readonly limits: { readonly photos: number; readonly photoBytes: number; readonly text: number };
  /** Whether people on other machines may open the page. */
  readonly open: boolean;
}

/** One server-sent event. It carries a message's state, not the change, so receiving one twice does no harm. */
export type WireEvent =
  | { readonly type: 'message'; readonly message: WireMessage }
  /** The requested position in the events is unknown (or no longer known): load everything again. */
  | { readonly type: 'reset' };

/** The answer to a command or a button. */
export type WireReply =
  /** `refused`: nothing was done, and the view says why; the page keeps what was typed. */
  | {
      readonly kind: 'message';
      readonly view: WireView;
      readonly refused: boolean;
      readonly file?: WireDownload;
    }
  /** The answer was posted in the channel for everybody. */
  | { readonly kind: 'posted'; readonly message: WireMessage }
  | { readonly kind: 'form'; readonly form: WireForm }
  | { readonly kind: 'none' };

/** Why a request was refused. The page has a sentence for each reason, in each language. */
export const PROBLEMS = [
  'empty',
  'tooLong',
  'tooManyPhotos',
  'photoTooLarge',
  'full',
  'notYours',
  'notFound',
  'unknownMember',
  'unknownCommand',
  'missingOption',
  'noSuchMember',
  'invalid',
  'tooLarge',
  'foreign',
  'notHere',
  'method',
  'busy',
  'failed',
] as const;
export type Problem = (typeof PROBLEMS)[number];
export interface WireProblem {
  readonly problem: Problem;
  /** What the problem is about, e.g. the name of a file or an option. */
  readonly about?: string;
}
