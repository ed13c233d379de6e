import { type Action, actionId, type FormPart, type Reply } from '../actions.ts';
import { proposedRule } from '../challenge/audit.ts';
import { challengeForm } from '../challenge/form.ts';
import { fieldsOf, partsFor } from '../challenge/form-fields.ts';
import { readForm } from '../challenge/read-form.ts';
import {
  isSameFreezes,
  isSameRule,
  nextRuleDay,
  withFreezes,
  withGrace,
  withRule,
} from '../challenge/rule-change.ts';
import { saveSettings } from '../challenge/save-settings.ts';
import { settingsOf } from '../challenge/settings.ts';
import { nameOf } from '../challenge/title.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import type { Messages } from '../messages/index.ts';
import { dayOf } from '../model/day.ts';
import type { ChallengeId } from '../model/ids.ts';
import type { Button, Line } from '../views.ts';
import { formProblems } from './challenge-create.ts';
import { preview } from './challenge-draft.ts';
import { proposeRule, ruleText } from './challenge-rule.ts';
import { callOf, hosting } from './on-challenge.ts';
import { type CommandDeps, done, problem } from './run.ts';

/** `/challenge edit`: a command cannot open the form, its buttons do. */
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

/** A part of the form, filled with what is. */
export function challengeEditForm(
  deps: CommandDeps,
  event: InboundAction,
  { challenge: id, part }: { readonly challenge: ChallengeId; readonly part: FormPart },
): Promise<Reply> {
  return hosting(deps, event, id, async (_, { texts }, challenge) => {
    if (challenge.endedAt !== null) return problem(texts.challenge.answer.alreadyEnded(nameOf(challenge)));
    const form = challengeForm(settingsOf(challenge), {
      action: actionId({ do: 'saveEdit', challenge: id, part, version: challenge.version }),
      title: texts.challenge.editTitle,
      submit: texts.challenge.submitEdit,
      part,
      texts,
    });
    return { kind: 'form', form };
  });
}

/**
 * The form, sent. A draft takes everything and is shown anew. Of a started challenge everything is saved but a changed rule,
 * which is shown first. Whoever filled in a form that is out of date by now gets it anew.
 */
export function challengeSaveEdit(
  deps: CommandDeps,
  event: InboundAction,
  edit: { readonly challenge: ChallengeId; readonly part: FormPart; readonly version: number },
): Promise<Reply> {
  return hosting(deps, event, edit.challenge, async (tx, asked, challenge) => {
    const { workspace, member, texts } = asked;
    const name = nameOf(challenge);
    const { answer } = texts.challenge;
    const again = editButton(challenge.id, edit.part, texts);
    if (challenge.endedAt !== null) return problem(answer.alreadyEnded(name));
    if (await tx.wasAudited(callOf(event))) return done(answer.saved(name));
    if (challenge.version !== edit.version) return refused(answer.changedMeanwhile(name), again);
    const now = deps.clock.now();
    const today = dayOf(now, challenge.timezone, challenge.graceMinutes);
    const read = readForm(event.values, {
      base: settingsOf(challenge),
      asked: fieldsOf(edit.part, challenge.goal),
      today,
      began: challenge.startedAt !== null && challenge.startsOn <= today,
    });
    if (!read.ok) return formProblems(read.problems, texts, again);

    const isDraft = challenge.startedAt === null;
    const changesRule = !isSameRule(challenge, read.settings) || !isSameFreezes(challenge, read.settings);
    const { goal, weekStart, freezeCap, freezeEvery } = isDraft ? read.settings : challenge;
    const settings = { ...read.settings, goal, weekStart, freezeCap, freezeEvery };
    const changed = JSON.stringify(settingsOf(challenge)) !== JSON.stringify(settingsOf(settings));
    if (changed) {
      const rules = isDraft ? ([{ from: settings.startsOn, goal, weekStart }] as const) : challenge.rules;
      const past = isDraft ? [] : withGrace(challenge, settings.graceMinutes, today);
      await saveSettings(tx, workspace, challenge, settings, rules, now, past);
      await tx.audit({
        workspace: workspace.id,
        actor: member.id,
        what: 'edited',
        challenge: challenge.id,
        call: callOf(event),
      });
      deps.log.info('challenge.edited', { challenge: challenge.id, part: edit.part });
    }
    const saved = changed ? await tx.findChallenge(workspace.id, challenge.id) : challenge;
    if (!saved) return problem(texts.answer.unknownButton());
    if (isDraft) return preview(deps, tx, asked, saved);
    if (changesRule) return proposeRule(deps, tx, asked, saved, read.settings);
    return done(changed ? answer.saved(nameOf(saved)) : answer.nothingChanged(name));
  });
}

/** [Save] under what a changed rule would do: it holds from the next day on, once. */
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
    // A day may have gone by since it was shown.
    const from = nextRuleDay(challenge, [workspace.timezone, ...(await tx.zonesOf(id))], now);
    const { goal, weekStart, freezeCap, freezeEvery } = rule.data;
    const rules = withRule(challenge.rules, { from, goal, weekStart }, challenge.startsOn);
    const settings = { ...settingsOf(challenge), goal, weekStart, freezeCap, freezeEvery };
    await saveSettings(
      tx,
      workspace,
      challenge,
      settings,
      rules,
      now,
      withFreezes(challenge, settings, from),
    );
    await tx.audit({
      workspace: workspace.id,
      actor: member.id,
      what: 'ruleChanged',
      challenge: id,
      detail: { from, goal, weekStart, freezeCap, freezeEvery },
      call,
    });
    deps.log.info('challenge.rule_changed', { challenge: id, from });
    return done(
      answer.ruleSaved(name, ruleText(settings, !isSameFreezes(challenge, settings), texts, locale), from),
    );
  });
}

export function editButton(challenge: ChallengeId, part: FormPart, { challenge: texts }: Messages): Button {
  const { edit, moreRule, moreExtras } = texts.button;
  const label = part === 'rule' ? moreRule : part === 'extras' ? moreExtras : edit;
  return { action: actionId({ do: 'edit', challenge, part }), label, style: 'secondary' };
}

function refused(line: Line, button: Button): Reply {
  return { kind: 'message', view: { view: 'answer', tone: 'problem', lines: [line], buttons: [button] } };
}
