/**
 * What the page and its server say to each other, as JSON. The page's own modules read these types through JSDoc,
 * so both sides are checked against one description.
 */
import type { Locale } from '../../core/model/locale.ts';
import type { Mood } from '../../core/views.ts';

/** A piece of a line. The page turns each into a text node or one known element; nothing is parsed as HTML. */
export type WireInline =
  | string
  | { readonly kind: 'bold'; readonly text: string }
  /** `url`: http or https, or `#m5` for a message of the page. */
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
  /** It turns the page of what it stands on: a private answer is replaced by the new one. */
  readonly turns: boolean;
}

/** A drawn card, 1200 by 630. */
export interface WirePicture {
  /** On this server, readable for an hour; null when it is too old to be drawn again. */
  readonly src: string | null;
  /** The same in words. */
  readonly alt: string;
  /** The same in signs, where the picture does not come. */
  readonly grid: string;
}

/** A view of the core, rendered for the page: a closed set of shapes. */
export type WireView =
  | {
      readonly shape: 'cheer';
      readonly lines: readonly WireLine[];
      readonly credit: WireLine | null;
      /** The earlier proof it recalls, small under the lines. */
      readonly memory: WireLine | null;
      readonly footer: string | null;
      readonly mood: Mood;
      readonly speaker?: WireSpeaker | null;
      readonly buttons: readonly WireButton[];
    }
  | {
      readonly shape: 'card';
      /** Null where a picture shows the hamster already. */
      readonly mood: Mood | null;
      readonly speaker?: WireSpeaker | null;
      readonly heading: string | null;
      readonly picture: WirePicture | null;
      readonly lines: readonly WireLine[];
      readonly rows: readonly WireRow[];
      readonly buttons: readonly WireButton[];
    }
  | { readonly shape: 'line'; readonly line: WireLine; readonly buttons: readonly WireButton[] }
  /** A proof given by command, in its member's name. */
  | { readonly shape: 'proof'; readonly heading: WireLine; readonly text: string };

/** Who speaks; their faces are at `/<character>/<mood>.svg`. */
export interface WireSpeaker {
  readonly character: string;
  readonly name: string;
}

export interface WireRow {
  readonly label: WireLine;
  readonly value: WireLine;
  readonly buttons: readonly WireButton[];
}

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
    /** `value` is empty here; those already chosen are `chosen`. Sent back joined by commas. */
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

export interface WireFile {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** It is a picture, at `/files/<id>`. */
  readonly shown: boolean;
}

export interface WireReaction {
  readonly mark: string;
  /** Member ids, `pal` for the hamster. */
  readonly by: readonly string[];
}

export interface WireMessage {
  readonly id: string;
  /** The message whose thread this stands in. */
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
  /** Its words and files are gone; it is shown only when its thread still holds something. */
  readonly deleted: boolean;
  /** Only the current member sees it. */
  readonly onlyYou: boolean;
  /** It came to them as a direct message. */
  readonly direct: boolean;
  /** A challenge's welcome: the newest stands above the channel. */
  readonly welcome: boolean;
}

export interface WireMember {
  readonly id: string;
  readonly name: string;
  /** What stands in the avatar: one character or emoji. */
  readonly glyph: string;
  /** 1 to 6: which of the page's avatar colours. */
  readonly colour: number;
  readonly manager: boolean;
}

export interface WireOption {
  /** Every name it can be typed by; the first is the one to show. */
  readonly names: readonly string[];
  readonly description: string;
  readonly required: boolean;
  readonly choices: readonly WireChoice[];
  readonly files: boolean;
}

export interface WireCommand {
  /** The words to type after the slash, in the reader's language; then the other ways to say the same. */
  readonly words: readonly string[];
  readonly aliases: readonly string[];
  readonly description: string;
  readonly options: readonly WireOption[];
  readonly managersOnly: boolean;
}

/** A command of a message's own menu. */
export interface WireMenuItem {
  readonly id: string;
  readonly label: string;
}

/** Who speaks on the page: to everybody, and to whoever reads it. */
export interface WirePals {
  readonly house: WireSpeaker;
  readonly mine: WireSpeaker;
  /** Of a cheer that names nobody. */
  readonly first: WireSpeaker;
  /** The reader's posts are cheered in words; false for who chose emoji alone or silence. */
  readonly inWords: boolean;
}

/** Everything the page needs to draw itself. */
export interface WireChannel {
  readonly workspace: string;
  readonly channel: { readonly id: string; readonly name: string };
  readonly locale: Locale;
  readonly members: readonly WireMember[];
  readonly me: string;
  readonly pals: WirePals;
  /** The newest messages of the channel, oldest first, and every message of their threads. */
  readonly messages: readonly WireMessage[];
  /** True when older ones can be asked for. */
  readonly more: boolean;
  readonly pinned: WireMessage | null;
  readonly commands: readonly WireCommand[];
  readonly menu: readonly WireMenuItem[];
  /** The newest event already contained in this: where listening begins. */
  readonly cursor: string;
  readonly limits: { readonly photos: number; readonly photoBytes: number; readonly text: number };
  /** True when people other than this machine's may open the page. */
  readonly open: boolean;
}

/** One server-sent event. It carries the state, not the change, so one too many does no harm. */
export type WireEvent =
  | { readonly type: 'message'; readonly message: WireMessage }
  /** The place asked for is not known (any more): load everything again. */
  | { readonly type: 'reset' };

/** The answer to a command or a button. */
export type WireReply =
  /** `refused`: nothing was done, and the view says why; what was typed is kept. */
  | { readonly kind: 'message'; readonly view: WireView; readonly refused: boolean }
  /** The answer stands in the channel for everybody. */
  | { readonly kind: 'posted'; readonly message: WireMessage }
  | { readonly kind: 'form'; readonly form: WireForm }
  | { readonly kind: 'none' };

/** Why a request was not done. The page has a sentence for each, in each language. */
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
  /** What it is about, e.g. a file's or an option's name. */
  readonly about?: string;
}
