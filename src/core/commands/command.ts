import type { Locale } from '../model/locale.ts';

/** An option of a command. `name` is what adapters put in `InboundCommand.options`; files go to `attachments`. */
export type OptionSpec =
  | {
      readonly kind: 'text';
      readonly name: string;
      readonly names: LocalNames;
      readonly descriptions: Texts;
      readonly required: boolean;
      readonly maxLength: number;
    }
  | {
      readonly kind: 'choice';
      readonly name: string;
      readonly names: LocalNames;
      readonly descriptions: Texts;
      readonly required: boolean;
      readonly choices: readonly { readonly value: string; readonly labels: Texts }[];
    }
  /** A member of the workspace; the value received is their ref. */
  | {
      readonly kind: 'member';
      readonly name: string;
      readonly names: LocalNames;
      readonly descriptions: Texts;
      readonly required: boolean;
    }
  /** Up to `max` files; on Discord one attachment option each (`photo`, `photo2` ...). */
  | {
      readonly kind: 'files';
      readonly name: string;
      readonly names: LocalNames;
      readonly descriptions: Texts;
      readonly max: number;
    };

/** One text in every language. */
export type Texts = Readonly<Record<Locale, string>>;
/** Names of a command word or option in the languages other than English. */
export type LocalNames = Readonly<Record<Exclude<Locale, 'en'>, string>>;

/**
 * A command as data, from which every platform builds its own form: Discord a slash command or message menu with localizations,
 * Slack words after `/boost` and shortcuts, the page its completion.
 */
export interface CommandSpec {
  /** English words: `['challenge', 'create']`. For a message menu a one-word id: `['count']`. */
  readonly path: readonly [string] | readonly [string, string];
  /** Names of the last word of `path` in the other languages. */
  readonly names: LocalNames;
  /** At most 100 characters each (Discord's limit). For a message menu: its visible name, at most 24 (Slack's limit). */
  readonly descriptions: Texts;
  readonly kind: 'slash' | 'messageMenu';
  readonly options: readonly OptionSpec[];
  /** Who sees the answer. Platforms fix this with the first answer, so it has to be known before the command runs. */
  readonly visibility: 'private' | 'public';
  /** `form`: answers with a form at once, before doing anything slow. `deferred`: acknowledges first, then works. */
  readonly pace: 'form' | 'deferred';
  readonly managersOnly: boolean;
  /**
   * Only for managers, hosts and whoever made the challenge. Platforms show the command to everybody, since they cannot tell who
   * is a host; the core decides.
   */
  readonly hostsOnly?: boolean;
}

/** A first command word that has sub-commands. */
export interface CommandGroup {
  readonly name: string;
  readonly names: LocalNames;
  readonly descriptions: Texts;
}
