-- The first step of the ledger (core/delivery/ledger.ts, `claim`): claims a delivery for one worker and returns all it needs to act.
--   {kind: claimed, …}: this worker has it for `lease_ms`; every further step must name `claim_`
--   {kind: busy, leftMs}: another worker has it, for at most so long
--   {kind: over}: it was sent, skipped or given up, or does not exist
-- Writes the delivery's state, claim and number of tries, and that a verified cheer is being posted. `maybeSent` is true also when
-- an expired claim was found: its worker may have reached the platform.
-- `moot` says why the delivery is no longer wanted: its workspace is parked; its proof was deleted, undone or came to care
-- (boost_in_care); its question was answered; a newer text follows it; it was withdrawn while it was being sent (`withdrawn` of its
-- effect says why); or it would remove a mark from a message that was credited again since. Removals are done whatever became of
-- their proof.
-- One round trip instead of four, since each delivery begins with it and each proof has about three. It waits for the disk only when a
-- post is claimed (docs/decisions, 13). The settings make every plan reach rows by their keys, even one that was made while the tables
-- were empty.
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
  -- Something that could be sent twice must be on disk before it is sent (client.ts, `Flush`).
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
    'proofAgeMs', extract(epoch from clock_timestamp() - p.created_at) * 1000,
    'moot', case
      when w.parked_at is not null then 'parked'
      when d.effect->>'do' = 'unreact' and exists (
        select from proof a join delivery r on r.key = 'react:' || a.id
        where a.workspace_id = d.workspace_id and a.message_ref = d.effect->>'message' and a.deleted_at is null and a.undone_at is null
          and d.key <> 'undo:' || r.key and r.state in ('pending', 'sending', 'sent')
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
