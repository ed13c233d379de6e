-- Does the same as boost_write_facts, for proofs of several members that came at the same time. If one of them would have to wait for
-- a lock, all are refused, so that the others do not wait with it; each is then written by itself (docs/decisions, 60).
create or replace function boost_write_together(facts jsonb) returns void language plpgsql set lock_timeout = '100ms' as $$
begin
  perform boost_write_facts(facts);
end
$$;
