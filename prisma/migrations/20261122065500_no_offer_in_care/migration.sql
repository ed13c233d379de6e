-- As before; and an offer of nudges that is on its way when its proof comes to care is moot too.
create or replace function boost_in_care(key_ text, proof_ uuid) returns boolean language sql stable as $$
  select (key_ like 'cheer%' or key_ like 'milestone:%' or key_ like 'nudge-offer:%')
    and exists (select from cheer where proof_id = proof_ and care is not null)
$$;
