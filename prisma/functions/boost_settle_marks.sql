-- Settles several marks of credit that were set at about the same time, and returns the result for each, in order
-- (boost_settle_delivery). For marks only: setting a mark twice does no harm, so its settlement may be stored a little later, many at a
-- time (adapters/postgres/ledger.ts). If one of their proofs is locked, the call soon fails, so that neither the other marks nor others
-- who need the rows it holds wait long; each mark is then settled by itself.
create or replace function boost_settle_marks(keys text[], claims text[]) returns table (settled boolean) language plpgsql
set lock_timeout = '100ms' as $$
begin
  for i in 1 .. cardinality(keys) loop
    settled := boost_settle_delivery(keys[i], claims[i], 'sent', null, null, null, null, null);
    return next;
  end loop;
end
$$;
