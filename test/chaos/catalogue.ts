/** A fault, what must come of it, and the test that injects it and sees that it happened. */
export interface Row {
  readonly number: number;
  readonly fault: string;
  /** Files under test/, each with a part of the name of a test in it, which must have passed (test/setup/observed.ts). */
  readonly proofs: readonly (readonly [file: string, name: string])[];
}

const row = (number: number, fault: string, ...proofs: Row['proofs']): Row => ({ number, fault, proofs });

/** The faults this program is held against. Numbers missing here belong to what it does not do yet. */
export const catalogue: readonly Row[] = [
  row(
    1,
    'killed at each step',
    ['chaos/kills.test.ts', 'everything finishes once'],
    ['chaos/kills.test.ts', 'with a request on the wire'],
  ),
  row(2, 'pause between claim and request, beyond the lease', [
    'chaos/pauses.test.ts',
    'longer than its claim',
  ]),
  row(3, 'SIGTERM in the middle of a cheer', ['chaos/program-faults.test.ts', 'in the middle of a cheer']),
  row(4, 'heap limit', ['chaos/pauses.test.ts', 'a heap that fills up']),
  row(5, 'unhandled rejection', ['chaos/program-faults.test.ts', 'a rejection nobody handles']),
  row(6, 'event loop blocked', ['chaos/pauses.test.ts', 'an event loop blocked']),
  row(
    7,
    'two leaders',
    ['chaos/pauses.test.ts', 'a leader that stood still'],
    ['integration/discord/intake.test.ts', 'of what waited in its socket'],
    ['integration/discord/intake.test.ts', 'of what waited its turn'],
    ['integration/discord/intake.test.ts', 'the moment the lease is lost'],
  ),
  row(
    8,
    'PostgreSQL crashes',
    ['chaos/server-faults.test.ts', 'times under traffic'],
    ['chaos/program-faults.test.ts', 'its own PostgreSQL crashes'],
  ),
  row(9, 'the answer to a commit is lost', [
    'chaos/database-faults.test.ts',
    'a commit whose answer is lost',
  ]),
  row(10, 'half-open connections', ['chaos/database-faults.test.ts', 'connections that went silent']),
  row(11, 'LISTEN lost', ['chaos/database-faults.test.ts', 'without LISTEN']),
  row(12, 'failover to read-only', ['chaos/database-faults.test.ts', 'made read-only']),
  row(13, 'pool exhausted', ['chaos/whole.test.ts', 'working connections are all held']),
  row(14, 'max_connections reached', ['chaos/server-faults.test.ts', 'without free connections']),
  row(15, 'slow disk', ['chaos/server-faults.test.ts', 'writes slowly']),
  row(16, 'disk full', ['chaos/server-faults.test.ts', 'a full disk']),
  row(17, 'deadlock, serialization failure', ['chaos/whole.test.ts', 'breaks off (deadlock, serialization)']),
  row(18, 'long lock', ['chaos/database-faults.test.ts', 'a table locked']),
  row(20, 'killed in the middle of a migration', ['chaos/program-faults.test.ts', 'run again, it succeeds']),
  row(
    23,
    'clock an hour ahead or behind',
    ['integration/nudge/planners.test.ts', 'an hour ahead, then right again'],
    ['integration/nudge/planners.test.ts', 'set back an hour sends nothing twice'],
  ),
  row(
    24,
    'instances 90 s apart',
    ['integration/nudge/planners.test.ts', 'each of two thousand slots'],
    ['integration/nudge/simulation.test.ts', 'say what the preview says'],
  ),
  row(25, 'the machine sleeps for nine hours', ['integration/nudge/planners.test.ts', 'slept nine hours']),
  row(
    26,
    'hours that are skipped or repeated',
    ['integration/nudge/simulation.test.ts', 'ninety days with clock changes'],
    ['integration/nudge/personal-simulation.test.ts', 'own nudges in twelve zones'],
  ),
  row(
    27,
    'rules of zones change, or differ between instances',
    ['integration/nudge/zone-rules.test.ts', 'differ between two instances'],
    ['integration/nudge/zone-rules.test.ts', 'a zone that vanished'],
  ),
  row(28, 'zombie gateway', ['integration/discord/gateway.test.ts', 'no longer answers heartbeats']),
  row(29, 'resume refused', ['integration/discord/intake.test.ts', 'a refused resume']),
  row(30, 'reconnect loop', ['integration/discord/gateway.test.ts', 'thrown out a hundred times']),
  row(
    31,
    'close 4004 or 4014',
    ['integration/discord/gateway.test.ts', 'in the middle of things: stops'],
    ['integration/discord/gateway.test.ts', 'an intent switched off'],
  ),
  row(
    32,
    'duplicate, reordered, late events',
    ['chaos/histories.test.ts', 'whatever order'],
    ['integration/discord/gateway.test.ts', 'duplicated and shuffled'],
    ['contract/proofs.test.ts', 'told an hour late'],
  ),
  row(
    33,
    'deleted or edited before created',
    ['chaos/histories.test.ts', 'whatever order'],
    ['contract/proofs.test.ts', 'told twice and backwards'],
  ),
  row(
    34,
    'deleted while its cheer is made',
    ['chaos/whole.test.ts', 'deleted while its cheer is written'],
    ['chaos/whole.test.ts', 'deleted while its cheer is on the wire'],
  ),
  row(
    35,
    '250 posts while it was away',
    ['chaos/whole.test.ts', '250 posts'],
    ['integration/discord/intake.test.ts', '250 posts'],
  ),
  row(
    36,
    'global 429',
    ['chaos/platform-faults.test.ts', 'a global 429'],
    ['integration/slack/whole.test.ts', '429 for all'],
  ),
  row(37, '401 and 403 in a loop', ['integration/discord/deliver.test.ts', 'a loop against a closed door']),
  row(
    38,
    'HTML in the platform’s place',
    ['chaos/whole.test.ts', 'pages of HTML'],
    ['integration/discord/deliver.test.ts', 'Cloudflare in front'],
  ),
  row(
    39,
    'an error after accepting',
    ['chaos/platform-faults.test.ts', 'never answers'],
    ['chaos/platform-faults.test.ts', 'nobody waits any more'],
    ['integration/discord/deliver.test.ts', 'whose answer was lost'],
    ['integration/slack/whole.test.ts', 'an answer lost after posting'],
  ),
  row(
    40,
    'interaction late, or answered twice',
    ['integration/discord/interactions.test.ts', 'answered too late'],
    ['integration/discord/interactions.test.ts', 'answered by another instance'],
  ),
  row(
    41,
    'channel gone, thread there, permission lost',
    ['integration/discord/deliver.test.ts', 'a thread that exists is used'],
    ['integration/slack/whole.test.ts', 'archived, read-only and left'],
  ),
  row(
    42,
    'Slack sends again, across a restart',
    ['chaos/kills.test.ts', 'its retries change nothing'],
    ['integration/slack/intake.test.ts', 'Slack sends it again until it is'],
  ),
  row(43, 'crash after the commit, before the 200', ['chaos/kills.test.ts', 'before Slack’s 200']),
  row(
    44,
    'postMessage of unknown outcome',
    ['integration/slack/whole.test.ts', 'an answer lost after posting'],
    ['integration/slack/deliver.test.ts', 'what did not arrive is sent'],
  ),
  row(
    45,
    'the same post by two kinds of event',
    ['chaos/whole.test.ts', 'by three kinds of event'],
    ['integration/slack/intake.test.ts', 'a mention comes twice'],
  ),
  row(
    46,
    'socket refreshed under traffic',
    ['integration/slack/whole.test.ts', 'refreshes and cuts'],
    ['integration/slack/intake.test.ts', 'refreshes and cuts under traffic'],
  ),
  row(
    49,
    'a login page as a file',
    ['integration/slack/whole.test.ts', 'a login page'],
    ['integration/slack/files.test.ts', 'a login page'],
  ),
  row(50, 'the model stalls', ['integration/openai/failure-table.test.ts', 'in the middle of its answer']),
  row(
    51,
    'the model is busy, down, talks nonsense or refuses',
    ['integration/openai/failure-table.test.ts', '429, again in a second'],
    ['integration/openai/failure-table.test.ts', 'it answers 500, each time'],
    ['integration/openai/failure-table.test.ts', 'its JSON is cut, each time'],
    ['integration/openai/failure-table.test.ts', 'it refuses'],
  ),
  row(52, 'an answer after the template', ['integration/cheer/late.test.ts', 'edits it once']),
  row(
    53,
    'a photo that kills the decoder',
    ['chaos/whole.test.ts', 'a photo that kills its decoder'],
    ['photos/decoder.test.ts', 'a decoder killed between photos'],
  ),
  row(54, 'five bombs at once', ['photos/decoder.test.ts', 'five bombs at once']),
  row(55, 'a job that always throws', ['chaos/whole.test.ts', 'a job that always throws']),
  row(56, 'a burst of proofs', ['chaos/burst.test.ts', 'proofs at once']),
  row(57, 'crash between file and row', ['chaos/kills.test.ts', 'the file is swept']),
  row(58, 'stdout closed', ['integration/start/program.test.ts', 'whoever reads its output may go away']),
];
