-- Writes all the rows that one or more proofs of different members lead to, or none of them (core/check-in/facts.ts, Facts; the rows are
-- made by adapters/postgres/proof-store.ts): members, enrollments with their streaks, zones, proofs, photos, check-ins, cheers,
-- deliveries, choices of a challenge, jobs, and how far channels were read.
-- It decides nothing: the core judged the proofs from what boost_proof_context read. If that has changed since, the write is refused as
-- a conflict (23505): by a unique key (the proof's message, one counted check-in a day, R3), by a streak's version, or by a check below
-- (a challenge ended or was deleted; a proof was counted, taken back or deleted; the first proof of the day is gone). Then nothing is
-- written, and the core reads and judges again. A member who had left takes part again only if a proof joins (`joins`), from the day
-- that it is for.
-- Rows are locked in the order of their keys, so that two writers at the same time cannot deadlock.
-- One round trip, and one statement a table for all proofs: one commit, one flush to disk, credit within milliseconds
-- (docs/decisions, 2, 12 and 60). The settings make every plan reach rows by their keys, even one that was made while the tables were
-- empty.
create or replace function boost_write_facts(facts jsonb) returns void language plpgsql
set plan_cache_mode = 'force_generic_plan' set enable_seqscan = 'off' set enable_hashjoin = 'off' set enable_mergejoin = 'off' as $$
declare
  -- An instance of the previous release sends one proof at a time, under `proof`.
  proofs jsonb := coalesce(facts->'proofs', jsonb_build_array(facts->'proof'));
  kept record;
begin
  if facts->'members' <> '[]' then
    insert into member (id, workspace_id, ref, name, locale)
    select id, workspace_id, ref, name, locale
    from jsonb_to_recordset(facts->'members') as m(id uuid, workspace_id uuid, ref text, name text, locale text)
    order by workspace_id, ref;
  end if;

  -- Ending a challenge raises the versions of all its enrollments. Where no version is compared below, the challenge itself is checked:
  -- if it was deleted, nothing is written; if it has ended, only check-ins for one of its days are.
  if facts @? '$.enrollments[*] ? (@.version == null || @.streak == null)' then
    perform from (
      select challenge_id, member_id
      from jsonb_to_recordset(facts->'enrollments') as e(challenge_id uuid, member_id uuid, version int, streak jsonb)
      where version is null or nullif(streak, 'null') is null
    ) e left join (
      select c.id, c.ended_at, c.ends_on from challenge c
      where c.id in (select challenge_id from jsonb_to_recordset(facts->'enrollments') as e(challenge_id uuid))
      order by c.id for share
    ) c on c.id = e.challenge_id
    where c.id is null or c.ended_at is not null and exists (
      select from jsonb_to_recordset(facts->'check_ins') as k(challenge_id uuid, member_id uuid, day date)
      where k.challenge_id = c.id and k.member_id = e.member_id and k.day > c.ends_on);
    if found then
      raise exception 'a challenge ended or was deleted meanwhile' using errcode = 'unique_violation';
    end if;
  end if;
  if facts @? '$.enrollments[*] ? (@.version == null)' then
    insert into enrollment (challenge_id, member_id, joined_on, streak)
    select challenge_id, member_id, joined_on, nullif(streak, 'null')
    from jsonb_to_recordset(facts->'enrollments') as e(challenge_id uuid, member_id uuid, joined_on date, version int, streak jsonb)
    where version is null order by challenge_id, member_id;
  end if;
  -- A streak was computed from the facts that were read, so it is not written when they have changed (another version). Without a
  -- streak the version does not matter. The first day only ever moves back. A member who left meanwhile stays away, unless the proof
  -- itself brings them back (`joins`, which an instance of the previous release does not send).
  if facts @? '$.enrollments[*] ? (@.version != null)' then
    with standing as (
      select challenge_id, member_id, joined_on, version, nullif(streak, 'null') as streak, joins
      from jsonb_to_recordset(facts->'enrollments')
        as e(challenge_id uuid, member_id uuid, joined_on date, version int, streak jsonb, joins boolean)
      where version is not null
    ), written as (
      update enrollment e set left_at = case when s.joins is false then e.left_at end, joined_on = least(e.joined_on, s.joined_on),
        back_on = case when e.left_at is null or s.joins is false then e.back_on else (
          select max(k.day) from jsonb_to_recordset(facts->'check_ins') as k(challenge_id uuid, member_id uuid, day date)
          where k.challenge_id = e.challenge_id and k.member_id = e.member_id) end,
        streak = s.streak, streak_version = e.streak_version + 1
      from standing s where e.challenge_id = s.challenge_id and e.member_id = s.member_id
        and (e.streak_version = s.version or s.streak is null)
      returning 1
    )
    select (select count(*) from standing) as given, (select count(*) from written) as written into kept;
    if kept.written < kept.given then
      raise exception 'the facts of a streak changed meanwhile' using errcode = 'unique_violation';
    end if;
  end if;

  -- The member has a new zone: their streaks in other challenges were computed with the old ones, so they are dropped.
  if facts->'zones' <> '[]' then
    insert into member_zone (member_id, "from", zone)
    select member_id, "from", zone
    from jsonb_to_recordset(facts->'zones') as z(member_id uuid, "from" timestamptz, zone text) order by member_id;
    update enrollment e set streak = null, streak_version = e.streak_version + 1
    from jsonb_to_recordset(facts->'zones') as z(member_id uuid)
    where e.member_id = z.member_id and not exists (
      select from jsonb_to_recordset(facts->'enrollments') as w(challenge_id uuid, member_id uuid)
      where w.challenge_id = e.challenge_id and w.member_id = e.member_id);
  end if;

  -- Proofs that have a row already.
  if proofs @? '$[*] ? (@.row != "new")' then
    for kept in
      select * from jsonb_to_recordset(proofs) as p("row" text, id uuid, member_id uuid, posted_at timestamptz)
      where p."row" <> 'new' order by id
    loop
      if kept."row" in ('undecided', 'further') then
        -- The proof waited for its member's choice of challenge, or is a further proof of a day. It can be decided only once.
        perform from proof where id = kept.id and deleted_at is null and undone_at is null for update;
        if not found then
          raise exception 'the proof was taken back meanwhile' using errcode = 'unique_violation';
        end if;
        -- Its uncounted check-in goes. One that has taken over its day is counted, so it stays.
        if kept."row" = 'further' then
          delete from check_in where proof_id = kept.id and not counted and revoked_at is null;
        end if;
        if exists (select from check_in where proof_id = kept.id) then
          raise exception 'the proof was counted or taken back meanwhile' using errcode = 'unique_violation';
        end if;
        if exists (select from jsonb_to_recordset(facts->'check_ins') as k(proof_id uuid) where k.proof_id = kept.id) then
          perform boost_withdraw('choose:' || kept.id, 'chosen');
        end if;
      else
        -- An edit that came before the message left a row without a member: complete it, and keep its newer text.
        update proof set member_id = kept.member_id, posted_at = kept.posted_at
        where id = kept.id and member_id is null and deleted_at is null;
        if not found then
          raise exception 'the message was taken in or deleted meanwhile' using errcode = 'unique_violation';
        end if;
      end if;
    end loop;
  end if;
  insert into proof (id, workspace_id, message_ref, channel_ref, member_id, posted_at, text)
  select id, workspace_id, message_ref, channel_ref, member_id, posted_at, text
  from jsonb_to_recordset(proofs) as p("row" text, id uuid, workspace_id uuid, message_ref text, channel_ref text, member_id uuid,
    posted_at timestamptz, text text)
  where p."row" = 'new' order by workspace_id, message_ref;

  if facts->'photos' <> '[]' then
    insert into photo (proof_id, ordinal, attachment_ref, name, claimed_type, claimed_size, state, reason)
    select proof_id, ordinal, attachment_ref, name, claimed_type, claimed_size, coalesce(state, 'waiting'), reason
    from jsonb_to_recordset(facts->'photos') as p(proof_id uuid, ordinal int, attachment_ref text, name text,
      claimed_type text, claimed_size int, state text, reason text)
    on conflict (proof_id, ordinal) do update set state = excluded.state, reason = excluded.reason where photo.state = 'held';
  end if;

  -- A second proof of a day relies on the first. If that was taken back since the second was judged, no proof would count for the day.
  if facts @? '$.check_ins[*] ? (@.counted == false)' then
    for kept in
      select * from jsonb_to_recordset(facts->'check_ins') as c(challenge_id uuid, member_id uuid, day date, counted boolean)
      where not counted order by challenge_id, member_id, day
    loop
      perform from check_in k where k.challenge_id = kept.challenge_id and k.member_id = kept.member_id
        and k.day = kept.day and k.counted and k.revoked_at is null for share;
      if not found then
        raise exception 'the first proof of the day was taken back meanwhile' using errcode = 'unique_violation';
      end if;
    end loop;
  end if;
  if facts->'check_ins' <> '[]' then
    insert into check_in (challenge_id, member_id, proof_id, day, at, zone, late, counted)
    select challenge_id, member_id, proof_id, day, at, zone, late, counted
    from jsonb_to_recordset(facts->'check_ins') as c(challenge_id uuid, member_id uuid, proof_id uuid, day date,
      at timestamptz, zone text, late boolean, counted boolean)
    order by challenge_id, member_id, day;
  end if;

  if facts->'cheers' <> '[]' then
    insert into cheer (proof_id, situation, challenge_id)
    select proof_id, situation, challenge_id
    from jsonb_to_recordset(facts->'cheers') as c(proof_id uuid, situation text, challenge_id uuid);
  end if;

  if facts->'deliveries' <> '[]' then
    insert into delivery (key, workspace_id, proof_id, effect, state, reason, claim, claimed_at, attempts)
    select key, workspace_id, proof_id, effect,
      case when answered then 'skipped' when claim is null then 'pending' else 'sending' end,
      case when answered then 'said in the answer' end, claim,
      case when claim is not null then clock_timestamp() end, case when claim is null then 0 else 1 end
    from jsonb_to_recordset(facts->'deliveries')
      as d(key text, workspace_id uuid, proof_id uuid, effect jsonb, claim text, answered boolean)
    -- A milestone is announced only once, unless its card was taken back.
    where not (d.key like 'milestone:%' and exists (
      select from delivery o where o.key like 'milestone:%' and boost_milestone(o.key) = boost_milestone(d.key)
        and o.state not in ('skipped', 'dead') and not exists (select from delivery u where u.key = 'undo:' || o.key)))
    order by key;
  end if;

  if facts->'choices' <> '[]' then
    insert into proof_choice (member_id, channel_ref, kind, challenge_id)
    select member_id, channel_ref, kind, challenge_id
    from jsonb_to_recordset(facts->'choices') as c(member_id uuid, channel_ref text, kind text, challenge_id uuid)
    on conflict (member_id, channel_ref, kind) do update set challenge_id = excluded.challenge_id, chosen_at = now();
  end if;

  -- graphile_worker.add_jobs would notify inside this transaction, and PostgreSQL commits notifying transactions one at a time: they
  -- could not share a flush to disk. These jobs are new, so a plain insert does the same; the caller wakes the workers after the
  -- commit.
  if facts->'jobs' <> '[]' then
    insert into graphile_worker._private_jobs (task_id, payload, run_at, max_attempts, key, priority)
    select (select id from graphile_worker._private_tasks where identifier = task), payload, coalesce("runAt", now()),
      -- The photos' links are valid for hours, so their job is retried for hours too, not for half a minute.
      case task when 'photos' then 10 else 4 end, key, priority
    from jsonb_to_recordset(facts->'jobs') as j(task text, payload json, "runAt" timestamptz, key text, priority int);
  end if;

  if facts->'cursors' <> '[]' then
    insert into channel_cursor (workspace_id, channel_ref, message_ref, at)
    select distinct on (workspace_id, channel_ref) workspace_id, channel_ref, message_ref, at
    from jsonb_to_recordset(facts->'cursors') as c(workspace_id uuid, channel_ref text, message_ref text, at timestamptz)
    order by workspace_id, channel_ref, at desc
    on conflict (workspace_id, channel_ref) do update set message_ref = excluded.message_ref, at = excluded.at
    where channel_cursor.at < excluded.at;
  end if;
end
$$;
