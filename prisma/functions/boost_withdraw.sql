-- Takes the delivery `key_` back; does nothing if it does not exist. If it waits, it is skipped with `reason_`; if it was sent, it is
-- removed by a delivery `undo:<key>` and its job, which are added once, however often this is called. If it is being sent or may have
-- been sent, it is removed when it is settled (boost_settle_delivery). Locks the delivery's row.
create or replace function boost_withdraw(key_ text, reason_ text) returns void language plpgsql as $$
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
