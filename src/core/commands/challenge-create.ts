import { actionId, type Reply } from '../actions.ts';
import { challengeForm } from '../challenge/form.ts';
import { fieldsOf, partsFor } from '../challenge/form-fields.ts';
import { mayHost } from '../challenge/may-host.ts';
import { challengeDefaults, newChallenge } from '../challenge/new-challenge.ts';
import { type FormProblem, readForm } from '../challenge/read-form.ts';
import { type ChallengeSettings, emptySettings } from '../challenge/settings.ts';
import { fromTemplate, templateNamed } from '../challenge/templates.ts';
import { withTyped } from '../challenge/typed.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import type { Messages } from '../messages/index.ts';
import { dayOf } from '../model/day.ts';
import type { ChannelRef } from '../model/ids.ts';
import type { ChannelFacts } from '../ports.ts';
import type { Button } from '../views.ts';
import { preview } from './challenge-draft.ts';
import { lookAtHome } from './look-at-home.ts';
import { callOf } from './on-challenge.ts';
import { refused } from './refused.ts';
import { type Asked, asking, type CommandDeps, problem } from './run.ts';

/** `/challenge create`: opens the form, empty, filled from a template, or filled with what was typed before it was refused. */
export function challengeCreateForm(
  deps: CommandDeps,
  event: InboundCommand | InboundAction,
  template: string | undefined,
  typed?: string,
): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    const { workspace, member, texts } = asked;
    if (!mayHost(event.member, workspace)) return refused(deps, asked, texts.answer.managersOnly());
    const name = templateNamed(template);
    const form = challengeForm(startingPoint(deps, asked, template), {
      action: actionId({ do: 'createChallenge', ...(name ? { template: name } : {}) }),
      title: texts.challenge.createTitle,
      submit: texts.challenge.submitCreate,
      part: partsFor(deps.formFields(event.platform))[0]!,
      texts,
    });
    return { kind: 'form', form: withTyped(form, typed ? await tx.findTyped(member.id, typed) : null) };
  });
}

/**
 * The submitted form: creates a draft, once, and shows its preview. A channel where nobody can post, such as a forum, is refused;
 * whether everybody may read the channel is stored with the challenge.
 */
export async function challengeCreate(
  deps: CommandDeps,
  event: InboundAction,
  template: string | undefined,
): Promise<Reply> {
  const channel = (event.values.channel?.trim() || event.channel) as ChannelRef;
  const home = await lookAtHome(deps, event.platform, channel);
  return asking(deps, event, async (tx, asked) => {
    const { workspace, member, texts } = asked;
    if (!mayHost(event.member, workspace)) return refused(deps, asked, texts.answer.managersOnly());
    const base = startingPoint(deps, asked, template);
    const part = partsFor(deps.formFields(event.platform))[0]!;
    const read = readForm(event.values, {
      base: { ...base, title: '' },
      asked: fieldsOf(part, base.goal),
      today: dayOf(deps.clock.now(), base.timezone, base.graceMinutes),
      began: false,
    });
    const problems = [...(read.ok ? [] : read.problems), ...noPostsIn(channel, home)];
    if (!read.ok || problems.length > 0) {
      const name = templateNamed(template);
      return formProblems(problems, texts, {
        action: actionId({
          do: 'openCreateForm',
          ...(name ? { template: name } : {}),
          typed: await tx.keepTyped(member.id, event.values),
        }),
        label: texts.challenge.button.retry,
        style: 'primary',
      });
    }
    const { id, made } = await tx.createChallenge(
      newChallenge({
        ...read.settings,
        closed: home?.closed ?? false,
        workspace: workspace.id,
        createdBy: member.id,
        startedAt: null,
        call: callOf(event),
      }),
    );
    if (made) deps.log.info('challenge.drafted', { challenge: id, workspace: workspace.id });
    const challenge = await tx.findChallenge(workspace.id, id);
    return challenge ? preview(deps, tx, asked, challenge) : problem(texts.answer.unknownButton());
  });
}

/** The problem with a channel where nobody can post; empty when people can, or the platform gave no answer. Pure. */
export function noPostsIn(channel: ChannelRef, home: ChannelFacts | null): readonly FormProblem[] {
  return home && !home.takesPosts ? [{ what: 'takesNoPosts', channel }] : [];
}

/** A reply that lists everything wrong with a submitted form, and the button back to it. */
export function formProblems(
  problems: readonly FormProblem[],
  texts: Messages,
  retry: Button,
): Extract<Reply, { kind: 'message' }> {
  const lines = problems.map((each) => texts.challenge.problem(each));
  return { kind: 'message', view: { view: 'answer', tone: 'problem', lines, buttons: [retry] } };
}

function startingPoint(
  { clock }: CommandDeps,
  { event, workspace, locale }: Asked,
  template: string | undefined,
): ChallengeSettings {
  const { timezone } = workspace;
  const { graceMinutes } = challengeDefaults;
  // At one in the morning it is still the day before, and a proof posted now is meant to count.
  const startsOn = dayOf(clock.now(), timezone, graceMinutes);
  const empty = emptySettings({ channel: event.channel, timezone, startsOn });
  const name = templateNamed(template);
  return name ? fromTemplate(name, empty, locale) : empty;
}
