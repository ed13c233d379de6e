import { type Action, actionId, type Reply } from '../actions.ts';
import { proposedRule } from '../challenge/audit.ts';
import { challengeForm } from '../challenge/form.ts';
import { fieldsOf, partsFor } from '../challenge/form-fields.ts';
import type { FormPart } from '../challenge/form-parts.ts';
import { readForm } from '../challenge/read-form.ts';
import { isSameFreezes, isSameJudging, judgingOf, nextRuleDay, ruledFrom } from '../challenge/rule-change.ts';
import { saveSettings } from '../challenge/save-settings.ts';
import { settingsOf } from '../challenge/settings.ts';
import { changesToTell, tellChange } from '../challenge/tell-change.ts';
import { nameOf } from '../challenge/title.ts';
import { withTyped } from '../challenge/typed.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import { type Messages, messagesFor } from '../messages/index.ts';
import { dayOf } from '../model/day.ts';
import type { ChallengeId, ChannelRef } from '../model/ids.ts';
import { graceOf } from '../streak/terms.ts';
import type { Button, Line } from '../views.ts';
import { formProblems, noPostsIn } from './challenge-create.ts';
import { preview } from './challenge-draft.ts';
import { proposeRule, ruleText } from './challenge-rule.ts';
import { lookAtHome } from './look-at-home.ts';
import { callOf, hosting } from './on-challenge.ts';
import { type CommandDeps, done, problem } from './run.ts';

/** `/challenge edit`: answers with buttons that open the form, since this command cannot open it itself. */
export function challengeEdit(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  const parts = partsFor(deps.formFields(event.platform));
  const offer = (challenge: ChallengeId): Action => ({ do: 'edit', challenge, part: parts[0]! });
  return hosting(
    deps,
    event,
    null,
    async (_, { texts }, challenge) => {
      const name = nameOf(challenge);
      if (challenge.endedAt !== null) return problem(texts.challenge.answer.alreadyEnded(name));
      return done(
        texts.challenge.answer.editWhat(name),
        parts.map((part) => editButton(challenge.id, part, texts)),
      );
    },
    offer,
  );
}

/** Opens a part of the form, filled with the current settings, or with what was typed before it was refused. */
export function challengeEditForm(
  deps: CommandDeps,
  event: InboundAction,
  edit: { readonly challenge: ChallengeId; readonly part: FormPart; readonly typed?: string },
): Promise<Reply> {
  const { challenge: id, part, typed } = edit;
  return hosting(deps, event, id, async (tx, { member, texts }, challenge) => {
    if (challenge.endedAt !== null) return problem(texts.challenge.answer.alreadyEnded(nameOf(challenge)));
    const form = challengeForm(settingsOf(challenge), {
      action: actionId({ do: 'saveEdit', challenge: id, part, version: challenge.version }),
      title: texts.challenge.editTitle,
      submit: texts.challenge.submitEdit,
      part,
      texts,
    });
    return { kind: 'form', form: withTyped(form, typed ? await tx.findTyped(member.id, typed) : null) };
  });
}

/**
 * The submitted form. A draft takes every change and its preview is shown anew. Of a started challenge everything is saved except
 * a changed rule, whose effect is shown first. Whoever submits a form that is out of date by now gets the current one. Where the
 * form asks for the channel, the channel is looked up as at creation, even when it stays the same.
 */
export async function challengeSaveEdit(
  deps: CommandDeps,
  event: InboundAction,
  edit: { readonly challenge: ChallengeId; readonly part: FormPart; readonly version: number },
): Promise<Reply> {
  const channel = event.values.channel?.trim() as ChannelRef | undefined;
  const home = channel ? await lookAtHome(deps, event.platform, channel) : null;
  return hosting(deps, event, edit.challenge, async (tx, asked, challenge) => {
    const { workspace, member, texts } = asked;
    const name = nameOf(challenge);
    const { answer } = texts.challenge;
    const again = editButton(challenge.id, edit.part, texts);
    if (challenge.endedAt !== null) return problem(answer.alreadyEnded(name));
    if (await tx.wasAudited(callOf(event))) return done(answer.saved(name));
    if (challenge.version !== edit.version) return refused(answer.changedMeanwhile(name), again);
    const now = deps.clock.now();
    const today = dayOf(now, challenge.timezone, graceOf(challenge));
    const read = readForm(event.values, {
      base: settingsOf(challenge),
      asked: fieldsOf(edit.part, challenge.goal),
      today,
      began: challenge.startedAt !== null && challenge.startsOn <= today,
    });
    const moves = channel !== undefined && channel !== '' && channel !== challenge.channel;
    const problems = [...(read.ok ? [] : read.problems), ...(moves ? noPostsIn(channel, home) : [])];
    if (!read.ok || problems.length > 0) {
      const typed = await tx.keepTyped(member.id, event.values);
      return formProblems(problems, texts, editButton(challenge.id, edit.part, texts, typed));
    }

    const isDraft = challenge.startedAt === null;
    const changesRule = !isSameJudging(challenge, read.settings);
    const closed = home?.closed ?? (!moves && challenge.closed);
    const settings = { ...read.settings, closed, ...(isDraft ? {} : judgingOf(challenge)) };
    const changed = JSON.stringify(settingsOf(challenge)) !== JSON.stringify(settingsOf(settings));
    if (changed) {
      const { startsOn: from, goal, weekStart } = settings;
      const rules = isDraft ? ([{ from, goal, weekStart }] as const) : challenge.rules;
      await saveSettings(tx, workspace, challenge, settings, rules, now, isDraft ? [] : challenge.past);
      const { id: act } = await tx.audit({
        workspace: workspace.id,
        actor: member.id,
        what: 'edited',
        challenge: challenge.id,
        call: callOf(event),
      });
      const tell = changesToTell(challenge, settings, messagesFor(workspace.locale));
      if (!isDraft && tell.length > 0)
        await tellChange(tx, workspace, { id: challenge.id, channel: settings.channel }, act, (own) =>
          own.challenge.told.edited(nameOf(settings), tell),
        );
      deps.log.info('challenge.edited', { challenge: challenge.id, part: edit.part });
    }
    const saved = changed ? await tx.findChallenge(workspace.id, challenge.id) : challenge;
    if (!saved) return problem(texts.answer.unknownButton());
    if (isDraft) return preview(deps, tx, asked, saved);
    if (changesRule) return proposeRule(deps, tx, asked, saved, read.settings);
    return done(changed ? answer.saved(nameOf(saved)) : answer.nothingChanged(name));
  });
}

/** [Save] under the effect of a changed rule: the rule holds from the next day on, and is saved once. */
export function challengeApplyEdit(
  deps: CommandDeps,
  event: InboundAction,
  { challenge: id, change }: { readonly challenge: ChallengeId; readonly change: string },
): Promise<Reply> {
  return hosting(deps, event, id, async (tx, { workspace, member, texts, locale }, challenge) => {
    const name = nameOf(challenge);
    const { answer } = texts.challenge;
    const proposed = await tx.findAudit(workspace.id, change);
    const rule = proposedRule.safeParse(proposed?.detail);
    if (proposed?.what !== 'editProposed' || proposed.challenge !== id || !rule.success)
      return problem(texts.answer.unknownButton());
    if (challenge.endedAt !== null) return problem(answer.alreadyEnded(name));
    const call = `apply:${change}`;
    if (await tx.wasAudited(call)) return problem(answer.alreadySaved(name));
    const part = partsFor(deps.formFields(event.platform))[0]!;
    if (challenge.version !== rule.data.version)
      return refused(answer.changedMeanwhile(name), editButton(id, part, texts));
    const now = deps.clock.now();
    // A day may have gone by since the effect was shown.
    const from = nextRuleDay(challenge, [workspace.timezone, ...(await tx.zonesOf(id))], now);
    const graceMinutes = rule.data.graceMinutes ?? challenge.graceMinutes;
    const settings = { ...settingsOf(challenge), ...judgingOf({ ...rule.data, graceMinutes }) };
    const after = ruledFrom(challenge, settings, from);
    await saveSettings(tx, workspace, challenge, settings, after.rules, now, after.past);
    const { id: act } = await tx.audit({
      workspace: workspace.id,
      actor: member.id,
      what: 'ruleChanged',
      challenge: id,
      detail: { from, ...judgingOf(settings) },
      call,
    });
    const isOther = !isSameFreezes(challenge, settings);
    await tellChange(tx, workspace, challenge, act, (own) =>
      own.challenge.told.rule(name, ruleText(settings, isOther, own, workspace.locale), from),
    );
    deps.log.info('challenge.rule_changed', { challenge: id, from });
    return done(answer.ruleSaved(name, ruleText(settings, isOther, texts, locale), from));
  });
}

/** The button that opens a part of the edit form. `typed`: the id of the stored input that fills it, after the form was refused. */
export function editButton(
  challenge: ChallengeId,
  part: FormPart,
  { challenge: texts }: Messages,
  typed?: string,
): Button {
  const { edit, moreRule, moreExtras } = texts.button;
  const label = part === 'rule' ? moreRule : part === 'extras' ? moreExtras : edit;
  return {
    action: actionId({ do: 'edit', challenge, part, ...(typed === undefined ? {} : { typed }) }),
    label,
    style: 'secondary',
  };
}

function refused(line: Line, button: Button): Reply {
  return { kind: 'message', view: { view: 'answer', tone: 'problem', lines: [line], buttons: [button] } };
}
