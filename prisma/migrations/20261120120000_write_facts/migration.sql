-- One live, counted check-in a member, challenge and day: the guard behind every other check.
create unique index check_in_one_a_day on check_in (challenge_id, member_id, day)
  where counted and revoked_at is null;

create index proof_live_by_member on proof (member_id, posted_at desc) where deleted_at is null;
create index delivery_card on delivery (message_ref) where key like 'card:%';
-- Which milestone of whom a card tells: its key without the proof.
create function boost_milestone(key_ text) returns text language sql immutable as $$
  select regexp_replace(key_, ':[^:]*$', '')
$$;
create index delivery_milestone on delivery (boost_milestone(key)) where key like 'milestone:%';
create index cheer_unfinished on cheer (state) where state in ('queued', 'generating', 'verified', 'posting');
create index photo_waiting on photo (proof_id) where state = 'waiting';
create index enrollment_of_member on enrollment (member_id) where left_at is null;
-- Written anew by every check-in (its streak): with room on its page a row stays where its indexes point.
alter table enrollment set (fillfactor = 70);

create index delivery_unfinished on delivery (updated_at) where state in ('pending', 'sending');

-- Jobs that follow from facts, added in the same transaction: {task, payload, key, runAt, maxAttempts, priority}.
create function boost_enqueue(jobs jsonb) returns void language sql as $$
  select graphile_worker.add_jobs(array_agg((
    job->>'task',
    (job->'payload')::json,
    null::text,
    (job->>'runAt')::timestamptz,
    coalesce((job->>'maxAttempts')::int, 4),
    job->>'key',
    coalesce((job->>'priority')::int, 0),
    null::text[]
  )::graphile_worker.job_spec))
  from jsonb_array_elements(jobs) job
  having count(*) > 0
$$;

-- Known to the queue before its first worker starts: boost_write_facts refers to them.
insert into graphile_worker._private_tasks (identifier) values ('deliver'), ('photos'), ('cheer'), ('erasePhotos')
on conflict do nothing;

-- Takes back one thing of ours that was to be said: what waits is skipped, what stands is removed. What is on its way sees
-- for itself when it has arrived (boost_settle_delivery).
create function boost_withdraw(key_ text, reason_ text) returns void language plpgsql as $$
declare
  d delivery;
begin
  select * into d from delivery where key = key_ for update;
  if d.state = 'pending' and not d.maybe_sent then
    update delivery set state = 'skipped', reason = reason_, updated_at = clock_timestamp() where key = key_;
  elsif d.state = 'sent' and d.message_ref is not null then
    insert into delivery (key, workspace_id, proof_id, effect)
    values ('undo:' || key_, d.workspace_id, d.proof_id, jsonb_build_object('do', 'remove', 'message', d.message_ref))
    on conflict (key) do nothing;
    perform boost_enqueue(jsonb_build_array(jsonb_build_object('task', 'deliver', 'payload', jsonb_build_object('key', 'undo:' || key_))));
  end if;
end
$$;

-- Writes the facts one proof leads to, all or nothing, in one round trip. It decides nothing: what a proof leads to is
-- judged in the core from what was read before, and when that has changed meanwhile a unique key refuses (23505), nothing
-- is written, and the core reads and judges again.
create function boost_write_facts(facts jsonb) returns void language plpgsql as $$
declare
  leaning record;
  standing record;
begin
  if facts->'members' <> '[]' then
    insert into member (id, workspace_id, ref, name, locale)
    select id, workspace_id, ref, name, locale
    from jsonb_to_recordset(facts->'members') as m(id uuid, workspace_id uuid, ref text, name text, locale text);
  end if;

  -- The streaks kept with enrollments are of certain facts: of others than those that were read, they are not written.
  for standing in
    select * from jsonb_to_recordset(facts->'enrollments') as e(challenge_id uuid, member_id uuid, joined_on date, version int, streak jsonb)
    order by challenge_id
  loop
    if standing.version is null then
      insert into enrollment (challenge_id, member_id, joined_on, streak)
      values (standing.challenge_id, standing.member_id, standing.joined_on, nullif(standing.streak, 'null'));
    else
      -- A first day only ever moves back. Without a streak there is none to be wrong.
      update enrollment set left_at = null, joined_on = least(joined_on, standing.joined_on),
        streak = nullif(standing.streak, 'null'), streak_version = streak_version + 1
      where challenge_id = standing.challenge_id and member_id = standing.member_id
        and (streak_version = standing.version or nullif(standing.streak, 'null') is null);
      if not found then
        raise exception 'the facts of the streak changed meanwhile' using errcode = 'unique_violation';
      end if;
    end if;
  end loop;

  -- Another zone from now on: what was kept of the member elsewhere was of the zones before.
  if facts->'zones' <> '[]' then
    insert into member_zone (member_id, "from", zone)
    select member_id, "from", zone
    from jsonb_to_recordset(facts->'zones') as z(member_id uuid, "from" timestamptz, zone text);
    update enrollment e set streak = null, streak_version = e.streak_version + 1
    from jsonb_to_recordset(facts->'zones') as z(member_id uuid)
    where e.member_id = z.member_id and not exists (
      select from jsonb_to_recordset(facts->'enrollments') as w(challenge_id uuid) where w.challenge_id = e.challenge_id);
  end if;

  if facts->'proof'->>'row' = 'undecided' then
    -- Kept until its member said which challenge it is for: said once.
    perform from proof where id = (facts->'proof'->>'id')::uuid and deleted_at is null and undone_at is null for update;
    if not found or exists (select from check_in where proof_id = (facts->'proof'->>'id')::uuid) then
      raise exception 'the proof was counted or taken back meanwhile' using errcode = 'unique_violation';
    end if;
    if facts->'check_ins' <> '[]' then
      perform boost_withdraw('choose:' || (facts->'proof'->>'id'), 'chosen');
    end if;
  -- An edit that came first left a row without its member: it is completed, keeping the newer text.
  elsif facts->'proof'->>'row' = 'edited' then
    update proof set member_id = p.member_id, posted_at = p.posted_at
    from jsonb_to_record(facts->'proof') as p(id uuid, member_id uuid, posted_at timestamptz)
    where proof.id = p.id and proof.member_id is null and proof.deleted_at is null;
    if not found then
      raise exception 'the message was taken in or deleted meanwhile' using errcode = 'unique_violation';
    end if;
  else
    insert into proof (id, workspace_id, message_ref, channel_ref, member_id, posted_at, text)
    select id, workspace_id, message_ref, channel_ref, member_id, posted_at, text
    from jsonb_to_record(facts->'proof')
      as p(id uuid, workspace_id uuid, message_ref text, channel_ref text, member_id uuid, posted_at timestamptz, text text);
  end if;

  if facts->'photos' <> '[]' then
    insert into photo (proof_id, ordinal, attachment_ref, name, claimed_type, claimed_size, state, reason)
    select proof_id, ordinal, attachment_ref, name, claimed_type, claimed_size, coalesce(state, 'waiting'), reason
    from jsonb_to_recordset(facts->'photos') as p(proof_id uuid, ordinal int, attachment_ref text, name text,
      claimed_type text, claimed_size int, state text, reason text)
    on conflict (proof_id, ordinal) do update set state = excluded.state, reason = excluded.reason where photo.state = 'held';
  end if;

  -- A second proof of a day leans on the first: taken back since it was judged, the day would be nobody's.
  for leaning in
    select * from jsonb_to_recordset(facts->'check_ins') as c(challenge_id uuid, member_id uuid, day date, counted boolean)
    where not counted
  loop
    perform from check_in k where k.challenge_id = leaning.challenge_id and k.member_id = leaning.member_id
      and k.day = leaning.day and k.counted and k.revoked_at is null for share;
    if not found then
      raise exception 'the first proof of the day was taken back meanwhile' using errcode = 'unique_violation';
    end if;
  end loop;

  insert into check_in (challenge_id, member_id, proof_id, day, at, zone, late, counted)
  select challenge_id, member_id, proof_id, day, at, zone, late, counted
  from jsonb_to_recordset(facts->'check_ins') as c(challenge_id uuid, member_id uuid, proof_id uuid, day date,
    at timestamptz, zone text, late boolean, counted boolean);

  insert into cheer (proof_id, situation)
  select proof_id, situation from jsonb_to_recordset(facts->'cheers') as c(proof_id uuid, situation text);

  insert into delivery (key, workspace_id, proof_id, effect, state, reason, claim, claimed_at, attempts)
  select key, workspace_id, proof_id, effect,
    case when answered then 'skipped' when claim is null then 'pending' else 'sending' end,
    case when answered then 'said in the answer' end, claim,
    case when claim is not null then clock_timestamp() end, case when claim is null then 0 else 1 end
  from jsonb_to_recordset(facts->'deliveries')
    as d(key text, workspace_id uuid, proof_id uuid, effect jsonb, claim text, answered boolean)
  -- A milestone is told once for as long as it stands.
  where not (d.key like 'milestone:%' and exists (
    select from delivery o where o.key like 'milestone:%' and boost_milestone(o.key) = boost_milestone(d.key)
      and o.state not in ('skipped', 'dead') and not exists (select from delivery u where u.key = 'undo:' || o.key)));

  if facts->'choices' <> '[]' then
    insert into proof_choice (member_id, channel_ref, kind, challenge_id)
    select member_id, channel_ref, kind, challenge_id
    from jsonb_to_recordset(facts->'choices') as c(member_id uuid, channel_ref text, kind text, challenge_id uuid)
    on conflict (member_id, channel_ref, kind) do update set challenge_id = excluded.challenge_id, chosen_at = now();
  end if;

  -- graphile_worker.add_jobs would notify inside this transaction, and PostgreSQL lets one notifying transaction commit at a
  -- time: none could share another's flush to disk. These jobs are new, so a plain insert says the same; whoever writes
  -- wakes the workers after the commit.
  insert into graphile_worker._private_jobs (task_id, payload, run_at, max_attempts, key, priority)
  select (select id from graphile_worker._private_tasks where identifier = task), payload, coalesce("runAt", now()),
    -- The photos' links live for hours: their job is tried for as long, not for half a minute.
    case task when 'photos' then 10 else 4 end, key, priority
  from jsonb_to_recordset(facts->'jobs') as j(task text, payload json, "runAt" timestamptz, key text, priority int);

  insert into channel_cursor (workspace_id, channel_ref, message_ref, at)
  select workspace_id, channel_ref, message_ref, at
  from jsonb_to_recordset(facts->'cursors') as c(workspace_id uuid, channel_ref text, message_ref text, at timestamptz)
  on conflict (workspace_id, channel_ref) do update set message_ref = excluded.message_ref, at = excluded.at
  where channel_cursor.at < excluded.at;
end
$$;

-- What is a member's own in a challenge, of what their streak is folded from (core/streak/terms.ts, OwnTerms).
create view enrollment_terms as
select e.challenge_id, e.member_id, e.joined_on, e.left_at, e.on_board, e.streak, e.streak_version,
  jsonb_build_object('joinedOn', e.joined_on,
    'rests', (select coalesce(jsonb_agg(jsonb_build_object('kind', r.kind, 'from', r.from_day, 'to', r.to_day)), '[]')
      from rest r where r.challenge_id = e.challenge_id and r.member_id = e.member_id),
    'grants', (select coalesce(jsonb_agg(jsonb_build_object('day', g.day, 'n', g.n)), '[]')
      from freeze_grant g where g.challenge_id = e.challenge_id and g.member_id = e.member_id)) as own
from enrollment e;

-- What a challenge says of its members' streaks (core/streak/terms.ts, RuleTerms).
create view challenge_terms as
select c.id as challenge_id, c.workspace_id, c.title, c.emoji,
  jsonb_build_object('startsOn', c.starts_on, 'endsOn', c.ends_on, 'goal', c.goal, 'weekStart', c.week_start, 'ruleFrom', c.rule_from,
    'earlierRules', c.earlier_rules, 'graceMinutes', c.grace_minutes, 'freezeCap', c.freeze_cap, 'freezeEvery', c.freeze_every,
    'pauses', c.pauses) as rule
from challenge c;

-- A member's zones, oldest first (R14); without any, the workspace's.
create view member_zones as
select m.id as member_id, coalesce(
  (select jsonb_agg(jsonb_build_object('from', extract(epoch from z."from") * 1000, 'zone', z.zone) order by z."from")
    from member_zone z where z.member_id = m.id),
  jsonb_build_array(jsonb_build_object('from', 0, 'zone', w.timezone))) as zones
from member m join workspace w on w.id = m.workspace_id;

-- Everything needed to judge a message, in one round trip; no row when its channel has no challenge that is on.
-- With `challenge_` the proof is for that challenge alone, wherever it stands; for a day that can still be named (R15) also when
-- the challenge is over.
-- `around` is the civil date of the message in UTC: counted days within two of it are all a verdict can depend on.
create function boost_proof_context(platform_ text, workspace_ text, channel_ text, member_ text, message_ text, around date, challenge_ uuid)
returns jsonb language sql stable as $$
  select jsonb_build_object(
    'workspace', jsonb_build_object('id', w.id, 'locale', w.locale, 'timezone', w.timezone, 'mark', w.mark, 'parked', w.parked_at is not null),
    'member', (
      select jsonb_build_object('id', m.id, 'name', m.name, 'locale', m.locale, 'zones', (
        select coalesce(jsonb_agg(jsonb_build_object('from', extract(epoch from z."from") * 1000, 'zone', z.zone) order by z."from"), '[]')
        from member_zone z where z.member_id = m.id
      ), 'ownZone', exists (select from note n where n.key = 'own-zone:' || m.id), 'choices', (
        select coalesce(jsonb_object_agg(pc.kind, pc.challenge_id), '{}')
        from proof_choice pc where pc.member_id = m.id and pc.channel_ref = channel_
      )) from member m where m.workspace_id = w.id and m.ref = member_
    ),
    'proof', (
      select jsonb_build_object('id', p.id, 'known', p.member_id is not null, 'deleted', p.deleted_at is not null, 'text', p.text,
        'undecided', p.member_id is not null and p.undone_at is null and exists (select from delivery q where q.key = 'choose:' || p.id)
          and not exists (select from check_in k where k.proof_id = p.id))
      from proof p where p.workspace_id = w.id and p.message_ref = message_
    ),
    'challenges', c.list
  )
  from workspace w
  cross join lateral (
    select jsonb_agg(jsonb_build_object(
      'id', c.id, 'title', c.title, 'emoji', c.emoji, 'goal', c.goal, 'proofKind', c.proof_kind, 'minLength', c.min_length,
      'startsOn', c.starts_on, 'endsOn', c.ends_on, 'weekStart', c.week_start, 'graceMinutes', c.grace_minutes,
      'backfillDays', c.backfill_days, 'ruleFrom', c.rule_from, 'earlierRules', c.earlier_rules, 'pauses', c.pauses,
      'freezeCap', c.freeze_cap, 'freezeEvery', c.freeze_every,
      'enrolled', e.joined_on is not null and e.left_at is null, 'enrollment', e.kept,
      'daysDone', coalesce(d.days, 0), 'lastDay', d.last, 'near', coalesce(d.near, '[]')
    ) order by c.created_at, c.id) as list
    from challenge c
    left join member m on m.workspace_id = w.id and m.ref = member_
    left join lateral (
      select o.joined_on, o.left_at, o.own || jsonb_build_object('streak', o.streak, 'version', o.streak_version) as kept
      from enrollment_terms o where o.challenge_id = c.id and o.member_id = m.id
    ) e on true
    left join lateral (
      select count(*) as days, max(k.day) as last, jsonb_agg(k.day) filter (where k.day between around - 2 and around + 2) as near
      from check_in k
      where k.challenge_id = c.id and k.member_id = m.id and k.counted and k.revoked_at is null
    ) d on true
    where c.workspace_id = w.id and c.started_at is not null
      and case when challenge_ is null then c.channel_ref = channel_ and c.ended_at is null
        else c.id = challenge_ and (c.ended_at is null or around <= c.ends_on + c.backfill_days + 1) end
  ) c
  where w.platform = platform_ and w.ref = workspace_ and c.list is not null
$$;

-- Takes a delivery for one worker. A claim of somebody else keeps it until its lease ends; what a lapsed claim left behind
-- may have reached the platform.
create function boost_claim_delivery(key_ text, claim_ text, lease_ms int) returns jsonb language plpgsql as $$
declare
  d delivery;
  other_key text;
  result jsonb;
begin
  update delivery set
    maybe_sent = maybe_sent or state = 'sending',
    state = 'sending', claim = claim_, claimed_at = clock_timestamp(), attempts = attempts + 1, updated_at = clock_timestamp()
  where key = key_
    and (state = 'pending' or (state = 'sending' and claimed_at < clock_timestamp() - make_interval(secs => lease_ms / 1000.0)))
  returning * into d;
  -- What would be said twice must be known to the disk before it is said (client.ts, `Flush`).
  if d.effect->>'do' = 'post' then
    perform set_config('synchronous_commit', 'on', true);
  end if;
  if d.key is null then
    select jsonb_build_object('kind', 'busy', 'leftMs',
      lease_ms - extract(epoch from clock_timestamp() - claimed_at) * 1000) into result
    from delivery where key = key_ and state = 'sending';
    return coalesce(result, '{"kind": "over"}');
  end if;
  if d.key like 'cheer%' then
    update cheer set state = 'posting' where proof_id = d.proof_id and state = 'verified';
  end if;
  other_key := coalesce(d.effect->>'of', d.effect->'target'->>'key');
  select jsonb_build_object(
    'kind', 'claimed', 'key', d.key, 'claim', d.claim, 'workspace', w.id, 'platform', w.platform, 'proof', d.proof_id,
    'effect', d.effect, 'attempts', d.attempts, 'maybeSent', d.maybe_sent,
    'ageMs', extract(epoch from clock_timestamp() - d.created_at) * 1000,
    'moot', case
      when w.parked_at is not null then 'parked'
      when d.effect->>'do' in ('remove', 'unreact') then null
      when p.deleted_at is not null then 'deleted'
      when p.undone_at is not null then 'undone'
      when d.key like 'choose:%' and exists (select from check_in k where k.proof_id = d.proof_id) then 'chosen'
      when d.key like 'cheer-edit:%' and exists (
        select from cheer c where c.proof_id = d.proof_id and c.revision > split_part(d.key, ':', 3)::int
          and c.state in ('verified', 'posting', 'posted')) then 'a newer text follows'
    end,
    'otherMessage', o.message_ref,
    'otherFailed', other_key is not null and (o.key is null or o.state in ('skipped', 'dead'))
  ) into result
  from workspace w
  left join proof p on p.id = d.proof_id
  left join delivery o on o.key = other_key
  where w.id = d.workspace_id;
  return result;
end
$$;

-- Does the job of a delivery in a while; one that waits already is replaced.
create function boost_deliver_again(key_ text, after_ms float8) returns void language sql as $$
  select boost_enqueue(jsonb_build_array(jsonb_build_object('task', 'deliver', 'payload', jsonb_build_object('key', key_),
    'runAt', clock_timestamp() + make_interval(secs => after_ms / 1000), 'key', 'deliver:' || key_)))
$$;

-- Writes the end of a try; false when the claim was lost meanwhile. The proof's row is locked first, so a deletion either
-- sees what was sent or is seen here: then the removal of what was just posted is added in the same transaction.
create function boost_settle_delivery(key_ text, claim_ text, state_ text, reason_ text, message_ text, after_ms float8,
  maybe_sent_ boolean, counts_ boolean) returns boolean language plpgsql as $$
declare
  d delivery;
  gone boolean := false;
  undo text := 'undo:' || key_;
begin
  select * into d from delivery where key = key_;
  if d.proof_id is not null and state_ = 'sent' and d.effect->>'do' in ('post', 'react') then
    select deleted_at is not null or undone_at is not null into gone from proof where id = d.proof_id for share;
    -- A question that was answered while it was asked.
    gone := gone or (key_ like 'choose:%' and exists (select from check_in where proof_id = d.proof_id));
  end if;
  update delivery set
    state = state_, reason = reason_, message_ref = coalesce(message_, message_ref),
    claim = null, claimed_at = null, maybe_sent = coalesce(maybe_sent_, maybe_sent),
    attempts = attempts - case when counts_ is false then 1 else 0 end, updated_at = clock_timestamp()
  where key = key_ and claim = claim_ and state = 'sending';
  if not found then
    return false;
  end if;
  if state_ = 'pending' then
    perform boost_deliver_again(key_, after_ms);
  elsif state_ = 'sent' and gone then
    insert into delivery (key, workspace_id, proof_id, effect) values (undo, d.workspace_id, d.proof_id,
      case when d.effect->>'do' = 'post' then jsonb_build_object('do', 'remove', 'message', message_)
      else jsonb_build_object('do', 'unreact', 'message', d.effect->>'message', 'mark', d.effect->>'mark') end)
    on conflict (key) do nothing;
    perform boost_enqueue(jsonb_build_array(jsonb_build_object('task', 'deliver', 'payload', jsonb_build_object('key', undo))));
  end if;
  if key_ like 'cheer%' and d.proof_id is not null and not gone and state_ <> 'pending' then
    update cheer set
      state = case when state_ = 'sent' then 'posted' else 'givenUp' end,
      posted_at = case when state_ = 'sent' then clock_timestamp() else posted_at end,
      reason = case when state_ = 'sent' then reason else reason_ end,
      updated_at = clock_timestamp()
    where proof_id = d.proof_id and state in ('verified', 'posting')
      and revision = coalesce(nullif(split_part(key_, ':', 3), ''), '0')::int;
  end if;
  return true;
end
$$;
