-- Writes the facts one proof leads to, as before; but a first proof is no longer written into a challenge that ended or was
-- deleted after it was judged.
create or replace function boost_write_facts(facts jsonb) returns void language plpgsql as $$
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
    -- Ending a challenge raises the versions of all its enrollments. Where none is compared, the challenge itself is looked at:
    -- ended or deleted since the proof was judged, only what is still for one of its days is written.
    if standing.version is null or nullif(standing.streak, 'null') is null then
      perform from challenge c where c.id = standing.challenge_id and (c.ended_at is null or not exists (
        select from jsonb_to_recordset(facts->'check_ins') as k(challenge_id uuid, day date)
        where k.challenge_id = c.id and k.day > c.ends_on)) for share;
      if not found then
        raise exception 'the challenge ended or was deleted meanwhile' using errcode = 'unique_violation';
      end if;
    end if;
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
