-- Settles marks of credit that were set at about the same time, and answers for each in their order (boost_settle_delivery).
-- Called only for marks: one that is set twice does no harm, so that it was set may be written down a little later, many at a time
-- (adapters/postgres/ledger.ts). One of their proofs may be locked: the others do not wait with it for long, nor does whoever locks
-- what they hold. It fails then, and each is settled by itself.
create or replace function boost_settle_marks(keys text[], claims text[]) returns table (settled boolean) language plpgsql
set lock_timeout = '100ms' as $$
begin
  for i in 1 .. cardinality(keys) loop
    settled := boost_settle_delivery(keys[i], claims[i], 'sent', null, null, null, null, null);
    return next;
  end loop;
end
$$;
