-- Whether the delivery `key_` is unwanted because its proof came to care. This concerns cheers, cards and offers of nudges only
-- (docs/decisions, 36). Reads cheer.
-- Asked when a delivery is claimed and again when it is settled, so that no cheer stays on a post about a crisis, whether care or the
-- message came first.
create or replace function boost_in_care(key_ text, proof_ uuid) returns boolean language sql stable as $$
  select (key_ like 'cheer%' or key_ like 'milestone:%' or key_ like 'nudge-offer:%')
    and exists (select from cheer where proof_id = proof_ and care is not null)
$$;
