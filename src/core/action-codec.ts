import type { Action } from './actions.ts';
import { formParts } from './challenge/form-parts.ts';
import { characters, tones } from './characters/index.ts';
import { deadCauses } from './dead-letters/store.ts';
import { type CivilDay, parseDay } from './model/day.ts';
import type { ChallengeId, MemberId, ProofId } from './model/ids.ts';
import { laters } from './nudge/personal/settings.ts';
import { summaryKinds } from './nudge/summary/period.ts';
import { boardOrders } from './record/board-orders.ts';

/** The fields of the action with this name, without `do`. */
type Carried<Name extends Action['do'], A = Action> = A extends { readonly do: infer Names }
  ? Name extends Names
    ? Omit<A, 'do'>
    : never
  : never;

/** Writes the fields of one kind of action as texts, and reads them back. */
interface Codec<Of> {
  /** The arguments that follow the action's name, to be joined by colons. */
  write(of: Of): readonly string[];
  /** Reads them back; null for arguments that `write` would not write. */
  read(args: readonly string[]): Of | null;
}

/** Writes and reads one argument. */
interface Argument<T> {
  write(value: T): string;
  /** Undefined for a text that `write` would not write. */
  read(text: string): T | undefined;
}

/** Written in place of an absent argument. */
const nothing = '-';

const spelled = <T extends string | number>(read: (text: string) => T | undefined): Argument<T> => ({
  write: String,
  read,
});
const matching = <T extends string = string>(pattern: RegExp) =>
  spelled((text) => (pattern.test(text) ? (text as T) : undefined));
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const uuid = matching(uuidPattern);
const challenge = matching<ChallengeId>(uuidPattern);
const proof = matching<ProofId>(uuidPattern);
const member = matching<MemberId>(uuidPattern);
/** '2026-11' or '2026'. */
const span = matching(/^\d{4}(-(0[1-9]|1[0-2]))?$/);
const template = matching(/^[a-z]{1,20}$/);
const day = spelled<CivilDay>((text) => parseDay(text) ?? undefined);
const whole = spelled((text) => (/^(0|[1-9]\d{0,5})$/.test(text) ? Number(text) : undefined));
const oneOf = <T extends string | number>(known: readonly T[]) =>
  spelled((text) => known.find((one) => String(one) === text));
const onOff: Argument<boolean> = {
  write: (on) => (on ? 'on' : 'off'),
  read: (text) => (text === 'on' || text === 'off' ? text === 'on' : undefined),
};
const orNull = <T>({ write, read }: Argument<T>): Argument<T | null> => ({
  write: (value) => (value === null ? nothing : write(value)),
  read: (text) => (text === nothing ? null : read(text)),
});

/** A codec for the arguments in the order in which `args` names them. Never change an order: buttons already posted must stay readable. */
function inOrder<Of extends object>(args: { readonly [Name in keyof Of]-?: Argument<Of[Name]> }): Codec<Of> {
  const each = Object.entries(args) as [keyof Of, Argument<unknown>][];
  return {
    write: (of) => each.map(([name, argument]) => argument.write(of[name])),
    read(texts) {
      const read = each.map(([name, argument], at) => [name, argument.read(texts[at] ?? '')] as const);
      if (texts.length !== each.length || read.some(([, value]) => value === undefined)) return null;
      return Object.fromEntries(read) as Of;
    },
  };
}

const onChallenge = inOrder({ challenge });
const alone = inOrder({});
const memberDay = inOrder({ member, day });
const outage = inOrder({ outage: uuid });
const audit = inOrder({ audit: uuid });
const challengePart = inOrder({ challenge, part: oneOf(formParts) });

const codecs: { readonly [Name in Action['do']]: Codec<Carried<Name>> } = {
  join: onChallenge,
  leave: onChallenge,
  leaveErase: onChallenge,
  info: onChallenge,
  preview: onChallenge,
  start: onChallenge,
  end: onChallenge,
  endNow: onChallenge,
  pause: onChallenge,
  resume: onChallenge,
  delete: onChallenge,
  deleteNow: onChallenge,
  handOver: onChallenge,
  handOverTo: onChallenge,
  again: onChallenge,
  myCard: onChallenge,
  boardOn: onChallenge,
  boardOff: onChallenge,
  streak: onChallenge,
  stats: onChallenge,
  restToday: onChallenge,
  restBack: onChallenge,
  createChallenge: {
    write: (of) => (of.template === undefined ? [] : [of.template]),
    read: (args) => (args.length === 0 ? {} : inOrder({ template }).read(args)),
  },
  openCreateForm: {
    write(of) {
      if (of.typed !== undefined) return [of.template ?? nothing, of.typed];
      return of.template === undefined ? [] : [of.template];
    },
    read(args) {
      if (args.length === 0) return {};
      if (args.length === 1) return inOrder({ template }).read(args);
      return args[0] === nothing
        ? inOrder({ typed: uuid }).read(args.slice(1))
        : inOrder({ template, typed: uuid }).read(args);
    },
  },
  edit: {
    write: (of) => [...challengePart.write(of), ...(of.typed === undefined ? [] : [of.typed])],
    read: (args) =>
      args.length === 2
        ? challengePart.read(args)
        : inOrder({ challenge, part: oneOf(formParts), typed: uuid }).read(args),
  },
  saveEdit: inOrder({ challenge, part: oneOf(formParts), version: whole }),
  applyEdit: inOrder({ challenge, change: uuid }),
  choose: {
    write: (of) => [...choice.write(of), ...(of.once ? ['once'] : [])],
    read([first = '', second = '', ...more]) {
      const read = choice.read([first, second]);
      if (more.length === 0) return read;
      return read && more.length === 1 && more[0] === 'once' ? { ...read, once: true } : null;
    },
  },
  chooseFor: inOrder({ proof, challenge }),
  forDay: inOrder({ proof, challenge, day }),
  palCharacter: inOrder({ character: orNull(oneOf(characters.map(({ id }) => id))) }),
  palTone: inOrder({ tone: oneOf(tones) }),
  forget: inOrder({ proof }),
  restCancel: inOrder({ challenge: orNull(challenge), kind: oneOf(['rest', 'pause']), from: day, to: day }),
  why: inOrder({ challenge, until: day }),
  calendar: inOrder({ challenge: orNull(challenge), of: span }),
  board: inOrder({ challenge, by: oneOf(boardOrders) }),
  records: inOrder({ challenge: orNull(challenge), of: orNull(span), offset: whole }),
  search: {
    write: (of) => [...searchPage.write(of), of.words],
    /** The words come last, so that they may contain colons. */
    read(args) {
      const page = searchPage.read(args.slice(0, 4));
      return page && args.length > 4 ? { ...page, words: args.slice(4).join(':') } : null;
    },
  },
  summary: inOrder({ challenge, kind: oneOf(summaryKinds), on: onOff }),
  nudgeLog: inOrder({ until: day }),
  log: inOrder({ challenge: orNull(challenge), offset: whole }),
  redrive: inOrder({ cause: oneOf(deadCauses) }),
  excuseDays: outage,
  keepDays: outage,
  openPal: alone,
  openRest: alone,
  nudgeForm: alone,
  nudgeSave: alone,
  nudgeNo: alone,
  nudgeLater: memberDay,
  nudgeRest: memberDay,
  nudgeAgain: inOrder({ member, day, in: oneOf(laters) }),
  nudgeOff: inOrder({ member }),
  appeal: audit,
  sendAppeal: audit,
  eraseMe: inOrder({ member }),
  keepMe: alone,
};

const choice = inOrder({ proof, challenge });

const searchPage = inOrder({
  offset: whole,
  challenge: orNull(challenge),
  from: orNull(day),
  to: orNull(day),
});

/** An action as one line of any length: the format's version, the action's name and its arguments. */
export function writeAction(action: Action): string {
  const { write } = codecs[action.do] as Codec<object>;
  return ['1', action.do, ...write(action)].join(':');
}

/** Reads an action that a platform sent back; null for a text that we did not write. Whether the member may do it is decided later. */
export function parseAction(id: string): Action | null {
  const [version, name = '', ...args] = id.split(':');
  if (version !== '1' || !Object.hasOwn(codecs, name)) return null;
  const read = (codecs[name as Action['do']] as Codec<object>).read(args);
  return read && ({ do: name, ...read } as Action);
}
