-- What a proof counts for: its first day and the titles of its challenges, in order of their creation. The arguments restrict it to one
-- challenge and to a range of days, both ends included (null: no restriction); no row when nothing is left. Check-ins that were taken
-- back are ignored; an uncounted second proof of a day is included. Reads check_in and challenge.
-- A function because records are listed both with and without search words (boost_search, adapters/postgres/record-store.ts).
create or replace function boost_counts_for(proof_ uuid, challenge_ uuid, from_ date, to_ date) returns table (day date, titles text[])
language sql stable as $$
  select min(k.day), array_agg(c.title order by c.created_at, c.id)
  from check_in k join challenge c on c.id = k.challenge_id
  where k.proof_id = proof_ and k.revoked_at is null
    and (challenge_ is null or k.challenge_id = challenge_) and k.day between coalesce(from_, '-infinity') and coalesce(to_, 'infinity')
  having count(*) > 0
$$;
