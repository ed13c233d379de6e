import { isTender } from '../care/signs.ts';
import { factsOf } from '../challenge/rule-change.ts';
import { cleanLine, nameOf } from '../challenge/title.ts';
import { heroOf } from '../characters/index.ts';
import { nameOfCharacter } from '../characters/speaker.ts';
import { deliveryKey } from '../delivery/keys.ts';
import { priorities } from '../jobs/table.ts';
import { messagesFor } from '../messages/index.ts';
import { dayUnder, type Instant, zoneAt } from '../model/day.ts';
import type { ChallengeId, MemberId, MessageRef, PlatformName } from '../model/ids.ts';
import { shorten } from '../model/shorten.ts';
import { read, replay } from '../model/streak/index.ts';
import type { BlobId } from '../photo.ts';
import type { SpecOf } from '../pictures/spec.ts';
import type { Clock, Log } from '../ports.ts';
import { pictureUnit } from '../record/streak-card.ts';
import type { UnitOfWork } from '../store.ts';
import { graceOf } from '../streak/terms.ts';
import type { CardView } from '../views.ts';
import type { Finisher } from './store.ts';

const quoteLength = 80;
const wallSize = 9;

/**
 * Sends a member their card at the end of a challenge, as a direct message. A member who takes none has the button of the closing
 * post (`my-card.ts`).
 */
export function createFinishCard({
  unitOfWork,
  linkTo,
  clock,
  log,
}: {
  readonly unitOfWork: UnitOfWork;
  readonly linkTo: (platform: PlatformName, message: MessageRef) => string | null;
  readonly clock: Clock;
  readonly log: Log;
}) {
  return function sendFinishCard(job: {
    readonly challenge: ChallengeId;
    readonly member: MemberId;
  }): Promise<void> {
    return unitOfWork.run(async (tx) => {
      const finisher = await tx.findFinisher(job.challenge, job.member);
      if (!finisher) return;
      const { workspace, member } = finisher;
      const view = finishCard(finisher, clock.now(), (message) => linkTo(workspace.platform, message));
      if (!view) return;
      const key = deliveryKey('finish', job.challenge, job.member);
      const target = { kind: 'direct', member: member.ref, workspace: workspace.ref } as const;
      await tx.deliver(workspace.id, null, key, { do: 'post', target, view }, priorities.housekeeping);
      log.info('challenge.finished', job);
    });
  };
}

/** A finisher's card, with the numbers as of the end whenever it is asked for. Null when nothing counts any more. Pure. */
export function finishCard(
  { workspace, challenge, member, facts, longest: texts, photos }: Finisher,
  now: Instant,
  linkTo: (message: MessageRef) => string | null,
): CardView | null {
  const terms = factsOf(challenge, facts, workspace.timezone, now);
  const numbers = read(replay(terms, now), terms, now);
  if (numbers.daysDone === 0) return null;
  const locale = member.locale ?? workspace.locale;
  const { closing, streak } = messagesFor(locale);
  const { card } = closing;
  // What had no cheer, nobody looked at before.
  const best = texts.find(({ text }) => !isTender(text));
  const quote = best ? shorten(cleanLine(best.text), quoteLength) : '';
  const url = best?.message ? linkTo(best.message) : null;
  const { daysDone, longest } = numbers;
  // Less than one percent rounds to zero, and nobody is shown a zero.
  const completionPct = numbers.completionPct || null;
  const end = challenge.endedAt ?? now;
  const picture: SpecOf<'finish'> = {
    kind: 'finish',
    locale,
    asOf: { day: dayUnder(terms.zones, end, graceOf(challenge)), zone: zoneAt(terms.zones, end) },
    name: member.name,
    challenge: { title: challenge.title, emoji: challenge.emoji },
    daysDone,
    longest,
    unit: pictureUnit(numbers.unit),
    completionPct,
    quote: quote === '' ? null : quote,
    photos: [...wallOf(photos)],
    ...heroOf(member.character ?? workspace.character),
  };
  return {
    view: 'card',
    title: card.title(nameOf(challenge)),
    lines: [
      card.together(member.name, daysDone),
      card.thanks(nameOfCharacter(member.character ?? workspace.character, locale)),
    ],
    fields: [
      { label: card.days, value: [streak.amount(daysDone, 'day')] },
      // Somebody who never met a period is not shown a zero.
      ...(longest > 0 ? [{ label: card.longest, value: [streak.amount(longest, numbers.unit)] }] : []),
      ...(completionPct === null ? [] : [{ label: card.completion, value: [`${completionPct}%`] }]),
      ...(quote === ''
        ? []
        : [
            {
              label: card.best,
              value: [
                card.quote(quote),
                ...(url === null ? [] : [' ', { kind: 'link', text: card.see, url } as const]),
              ],
            },
          ]),
    ],
    picture,
    buttons: [],
  };
}

/** Picks at most nine photos, spread over the whole challenge: one of each proof where there are enough, and each picture once. */
export function wallOf(photos: Finisher['photos']): readonly BlobId[] {
  const distinct = (some: Finisher['photos']) => [...new Set(some.map(({ blob }) => blob))];
  const leading = distinct(photos.filter(({ lead }) => lead));
  const all = leading.length >= wallSize ? leading : distinct(photos);
  if (all.length <= wallSize) return all;
  return Array.from(
    { length: wallSize },
    (_, index) => all[Math.round((index * (all.length - 1)) / (wallSize - 1))]!,
  );
}
