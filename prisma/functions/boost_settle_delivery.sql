-- The last step of the ledger (core/delivery/ledger.ts, `settle`): stores how a try ended. Returns false, and writes nothing, when the
-- claim was lost meanwhile.
-- Writes state, reason and message to the delivery; whether a cheer, in the revision that its key names, was posted or given up; and, for
-- `pending`, the job that tries again in `after_ms`. With `counts_` false the try is subtracted from the number of tries.
-- Locks the proof's row first, as deletions, undoing and care do: they either see what was sent, or are seen here. In the latter case a
-- delivery `undo:<key>`, added in the same transaction, removes what was just posted or marked, and the text is not kept
-- (boost_wordless). The same happens to a question that was answered while it was being asked, to a message that was withdrawn
-- while it was being sent (`withdrawn` of its effect), and to one that was put to the rest of an erased member meanwhile (another proof).
-- One round trip, since nothing may happen between reading and writing, and every delivery ends with it.
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
    -- A question that was answered while it was being asked.
    gone := gone or (key_ like 'choose:%' and exists (select from check_in where proof_id = d.proof_id));
    gone := gone or boost_in_care(key_, d.proof_id);
  end if;
  update delivery set
    state = state_, reason = reason_, message_ref = coalesce(message_, message_ref),
    effect = case when gone or proof_id is distinct from d.proof_id then boost_wordless(effect) else effect end,
    claim = null, claimed_at = null, maybe_sent = coalesce(maybe_sent_, maybe_sent),
    attempts = attempts - case when counts_ is false then 1 else 0 end, updated_at = clock_timestamp()
  where key = key_ and claim = claim_ and state = 'sending'
  returning effect ? 'withdrawn' or proof_id is distinct from d.proof_id into withdrawn;
  if not found then
    return false;
  end if;
  gone := gone or withdrawn;
  if state_ = 'pending' then
    perform boost_deliver_again(key_, after_ms);
  elsif state_ = 'sent' and gone and d.effect->>'do' in ('post', 'react') then
    insert into delivery (key, workspace_id, proof_id, effect) values (undo, d.workspace_id, (select proof_id from delivery where key = key_),
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
