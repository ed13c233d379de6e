-- Which edits a message of ours has is asked when one of them is tried.
create index delivery_edits on delivery ((effect->>'of')) where effect->>'do' = 'edit';

-- As before; and moot is too: to take a mark away where the same message was credited again since, an edit after which another one was
-- planned, and what was withdrawn while it was on its way (`withdrawn` of its effect says why).
create or replace function boost_claim_delivery(key_ text, claim_ text, lease_ms int) returns jsonb language plpgsql
set plan_cache_mode = 'force_generic_plan' set enable_seqscan = 'off' set enable_hashjoin = 'off' set enable_mergejoin = 'off' as $$
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
      when d.effect->>'do' = 'unreact' and exists (
        select from proof a join delivery r on r.key = 'react:' || a.id
        where a.workspace_id = d.workspace_id and a.message_ref = d.effect->>'message' and a.deleted_at is null and a.undone_at is null
          and r.created_at >= d.created_at and r.state in ('pending', 'sending', 'sent')
          and r.effect->>'message' = d.effect->>'message' and r.effect->>'mark' = d.effect->>'mark') then 'credited again'
      when d.effect->>'do' in ('remove', 'unreact') then null
      when d.effect ? 'withdrawn' then d.effect->>'withdrawn'
      when p.deleted_at is not null then 'deleted'
      when p.undone_at is not null then 'undone'
      when boost_in_care(d.key, d.proof_id) then 'care'
      when d.key like 'choose:%' and exists (select from check_in k where k.proof_id = d.proof_id) then 'chosen'
      when d.key like 'cheer-edit:%' and exists (
        select from cheer c where c.proof_id = d.proof_id and c.revision > split_part(d.key, ':', 3)::int
          and c.state in ('verified', 'posting', 'posted')) then 'a newer text follows'
      when d.effect->>'do' = 'edit' and not d.effect ? 'continues' and exists (
        select from delivery n where n.effect->>'do' = 'edit' and n.effect->>'of' = d.effect->>'of' and not n.effect ? 'continues'
          and n.created_at > d.created_at and n.state in ('pending', 'sending', 'sent')) then 'a newer text follows'
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

-- As before; and what was withdrawn while it was on its way is removed when it has arrived.
create or replace function boost_settle_delivery(key_ text, claim_ text, state_ text, reason_ text, message_ text, after_ms float8,
  maybe_sent_ boolean, counts_ boolean) returns boolean language plpgsql
set plan_cache_mode = 'force_generic_plan' as $$
declare
  d delivery;
  gone boolean := false;
  withdrawn boolean;
  undo text := 'undo:' || key_;
begin
  select * into d from delivery where key = key_;
  if d.proof_id is not null and state_ <> 'pending' and d.effect->>'do' in ('post', 'react', 'edit') then
    select deleted_at is not null or undone_at is not null into gone from proof where id = d.proof_id for share;
    -- A question that was answered while it was asked.
    gone := gone or (key_ like 'choose:%' and exists (select from check_in where proof_id = d.proof_id));
    gone := gone or boost_in_care(key_, d.proof_id);
  end if;
  update delivery set
    state = state_, reason = reason_, message_ref = coalesce(message_, message_ref),
    effect = case when gone then boost_wordless(effect) else effect end,
    claim = null, claimed_at = null, maybe_sent = coalesce(maybe_sent_, maybe_sent),
    attempts = attempts - case when counts_ is false then 1 else 0 end, updated_at = clock_timestamp()
  where key = key_ and claim = claim_ and state = 'sending'
  returning effect ? 'withdrawn' into withdrawn;
  if not found then
    return false;
  end if;
  gone := gone or withdrawn;
  if state_ = 'pending' then
    perform boost_deliver_again(key_, after_ms);
  elsif state_ = 'sent' and gone and d.effect->>'do' in ('post', 'react') then
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
