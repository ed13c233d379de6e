-- What a proof counts for: its first day and the challenges' titles, in the order in which those were made. No row when it counts
-- for nothing that is asked for, by challenge and by days, both ends included; null: any. Check-ins taken back do not count; an
-- uncounted second proof of a day does. Reads check_in and challenge.
-- One place, since records are listed with and without words (boost_search, adapters/postgres/record-store.ts).
create or replace function boost_counts_for(proof_ uuid, challenge_ uuid, from_ date, to_ date) returns table (day date, titles text[])
language sql stable as $$
  select min(k.day), array_agg(c.title order by c.created_at, c.id)
  from check_in k join challenge c on c.id = k.challenge_id
  where k.proof_id = proof_ and k.revoked_at is null
    and (challenge_ is null or k.challenge_id = challenge_) and k.day between coalesce(from_, '-infinity') and coalesce(to_, 'infinity')
  having count(*) > 0
$$;
