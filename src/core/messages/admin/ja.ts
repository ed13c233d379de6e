import type { Inline, Line } from '../../views.ts';
import { dates } from '../dates.ts';
import { bold, command, listed } from '../inline.ts';
import type { AdminTexts, ToldAct } from './texts.ts';

const { day } = dates.ja;

const person = (name: string | null): Inline => (name === null ? '今はいないメンバー' : bold(`${name}さん`));
const manager = (name: string | null): Inline => (name === null ? '管理者' : bold(`${name}さん`));
const challenge = (name: string | null): Inline => (name === null ? '今はないチャレンジ' : bold(name));

function didTo({ by, name }: ToldAct, did: string): Line {
  return [manager(by), 'が ', challenge(name), ` ${did}`];
}

function why(reason: string | null): string {
  return reason === null ? '' : ` 理由: ${reason}`;
}

/** The day or days of an outage that an act is about. */
function daysOf({ day: from, days }: ToldAct): string {
  if (from === null) return '何日か';
  return days ? `${day(from)}から${day(days.to)}までの${days.count}日分` : day(from);
}

export const admin: AdminTexts = {
  answer: {
    unknownMember: () => [
      'ここではまだ会ったことのないメンバーです。一度参加か記録をしたメンバーを選んでください。',
    ],
    noBots: () => ['ボットは記録しないので、直す記録がありません。メンバーを選んでください。'],
    notJoined: (member, name) => [person(member), 'は ', bold(name), ' に参加していません。'],
    noReason: () => ['理由も書いてください。本人にそのまま伝えます。'],
    outside: (name, on, from, to) => [
      `${day(on)}は `,
      bold(name),
      to === null
        ? ` の期間ではありません。${day(from)}以降の日を選べます。`
        : ` の期間ではありません。${day(from)}から${day(to)}までの日を選べます。`,
    ],
    toCome: (on) => [`${day(on)}はまだ来ていません。今日までの日を選んでください。`],
    beforeJoining: (member, on) => [
      person(member),
      `は${day(on)}に参加しました。その日以降の日を選んでください。`,
    ],
    skipped: (member, on) => [
      `${day(on)}は、タイムゾーンが変わって`,
      person(member),
      'にはなかった日です。空いていても連続記録はそのままです。',
    ],
    nothingThatDay: (member, name, on) => [
      person(member),
      'には ',
      bold(name),
      ` の${day(on)}の記録がありません。`,
    ],
    removed: (member, name, on) => [
      person(member),
      'の ',
      bold(name),
      ` ${day(on)}の記録を外しました。理由を本人だけに伝え、異議も送れるようにします。`,
    ],
    undone: (member, titles) => [
      person(member),
      'の ',
      ...listed(titles),
      ' の記録を取り消しました。本人だけに伝え、異議も送れるようにします。理由も伝えるなら ',
      command('admin', 'remove'),
      ' を使ってください。',
    ],
    alreadyDone: (member, name, on) => [
      person(member),
      'には ',
      bold(name),
      ` の${day(on)}の記録がもうあります。`,
    ],
    added: (member, name, on) => [
      person(member),
      'の ',
      bold(name),
      ` に${day(on)}の記録を加えました。理由を本人だけに伝えます。`,
    ],
    granted: (member, name, left) => [
      person(member),
      'に ',
      bold(name),
      ` のお守りを一つ贈りました。今は${left}個です。理由を本人だけに伝えます。`,
    ],
    grantedToday: (member, name) => [
      '今日はもう',
      person(member),
      'に ',
      bold(name),
      ' のお守りを一つ贈りました。',
    ],
    freezesFull: (member, cap) => [
      person(member),
      `はお守りをもう上限の${cap}個持っています。一つ使ったあとに贈れます。`,
    ],
    noFreezes: (name) => [
      bold(name),
      ' にはお守りがありません。',
      command('challenge', 'edit'),
      ' で使えるようにできます。',
    ],
    removedByManager: () => ['管理者が外した記録です。数え直すには管理者に頼んでください。'],
    notARole: (typed) => [
      bold(typed),
      ' の代わりに、ロールかグループをメンションしてください。なしにするなら - だけ書いてください。',
    ],
  },
  byMenu: (stillDone) =>
    stillDone
      ? '投稿ひとつのメニューから記録を取り消しました。この日は別の記録でそのままです'
      : '投稿のメニューから記録を取り消しました',
  told: {
    removed: (name, on, reason) => [
      bold(name),
      ` の${day(on)}の記録を管理者が外しました。理由: ${reason} · ほかの日の記録はそのままです。思うことがあれば、下のボタンから管理者に気軽に伝えてください。`,
    ],
    added: (name, on, reason) => [bold(name), ` の${day(on)}を管理者が記録に加えました。理由: ${reason}`],
    granted: (name, left, reason) => [
      bold(name),
      ` のお守りを管理者が一つ贈りました。今は${left}個です。理由: ${reason}`,
    ],
  },
  appeal: {
    button: '異議を伝える',
    title: '管理者に伝える',
    label: '伝えたいこと',
    hint: 'その日どうしたかを書くと、管理者がもう一度見ます',
    submit: '送る',
    empty: () => ['伝えたいことを一行だけでも書いてください。'],
    sent: () => ['管理者に伝えました。話してくれてありがとうございます。記録が戻ったらお知らせします。'],
    already: () => ['この記録のことはもう管理者に伝えました。少し待っていてください。'],
    toManagers: {
      title: '外した記録に異議が届きました',
      which: (member, name, on) => [
        person(member),
        ' · ',
        ...(name === null ? [] : [bold(name), ' · ']),
        `${day(on)}の記録`,
      ],
      reason: '外した理由',
      words: '本人の言葉',
      how: () => ['戻すには ', command('admin', 'add'), ' でその日を加えてください。'],
    },
  },
  log: {
    heading: (name) => (name === null ? '管理の履歴' : `管理の履歴 · ${name}`),
    none: () => ['まだ履歴はありません。'],
    newer: '← 新しい履歴',
    older: '前の履歴 →',
    act: {
      started: (act) => didTo(act, 'を始めました。'),
      edited: (act) => didTo(act, 'の設定を変えました。'),
      editProposed: (act) => didTo(act, 'の新しいルールを下見しました。'),
      ruleChanged: (act) =>
        didTo(act, act.day === null ? 'のルールを変えました。' : `のルールを${day(act.day)}から変えました。`),
      paused: (act) => didTo(act, 'を一時停止しました。'),
      resumed: (act) => didTo(act, 'を再開しました。'),
      ended: (act) =>
        act.by === null
          ? [challenge(act.name), ' が最終日を過ぎて終わりました。']
          : didTo(act, 'を終えました。'),
      deleted: (act) => didTo(act, 'を削除しました。'),
      handedOver: (act) => [...didTo(act, 'を'), person(act.of), 'に引き継ぎました。'],
      copied: (act) => didTo(act, 'をもう一度するために作りました。'),
      checkInRemoved: ({ by, of, name, day: on, reason }) => [
        manager(by),
        'が',
        person(of),
        'の ',
        challenge(name),
        ` ${on === null ? '' : `${day(on)}の`}記録を外しました。${why(reason)}`,
      ],
      checkInAdded: ({ by, of, name, day: on, reason }) => [
        manager(by),
        'が',
        person(of),
        'の ',
        challenge(name),
        ` ${on === null ? '' : `${day(on)}の`}記録を加えました。${why(reason)}`,
      ],
      freezeGranted: ({ by, of, name, reason }) => [
        manager(by),
        'が',
        person(of),
        'に ',
        challenge(name),
        ` のお守りを一つ贈りました。${why(reason)}`,
      ],
      appealed: ({ of, name, day: on, reason }) => [
        person(of),
        'が ',
        challenge(name),
        ` ${on === null ? '' : `${day(on)}の`}記録を外したことに異議を送りました。${reason === null ? '' : `本人の言葉: ${reason}`}`,
      ],
      nudgesSet: (act) => didTo(act, 'のお知らせを決めました。'),
      summariesSet: (act) => didTo(act, 'のまとめを決めました。'),
      nudgesRemoved: (act) => didTo(act, 'のお知らせを消しました。'),
      daysExcused: (act) => didTo(act, `の${daysOf(act)}を全員のお休みにしました。`),
      daysKept: (act) => didTo(act, `の${daysOf(act)}をそのままにしました。`),
      redriven: ({ by }) => [manager(by), 'が届けられなかったものをもう一度試しました。'],
      settingsChanged: ({ by }) => [manager(by), 'がワークスペースの設定を変えました。'],
    },
  },
  hosts: '進行役',
  noHosts: '管理者だけ',
};
