-- Whether what the delivery `key_` would say is unwanted because its proof came to care: a cheer, a card or an offer of nudges,
-- and only those (docs/decisions, 36). Reads cheer.
-- Asked when a delivery is claimed and when it is settled: whichever comes first, care or the message, no cheer stands on a post
-- about a crisis.
create or replace function boost_in_care(key_ text, proof_ uuid) returns boolean language sql stable as $$
  select (key_ like 'cheer%' or key_ like 'milestone:%' or key_ like 'nudge-offer:%')
    and exists (select from cheer where proof_id = proof_ and care is not null)
$$;
