-- Search over one's own proofs, from two characters in any script, at any place in a word, without an extension: what is
-- indexed is every pair of neighbouring characters, hashed together with its member. So one member's rare pair is found
-- among everybody's proofs in one look, and the index never leads to anybody else's. Its cost keeps the planner from working
-- it out row by row.
create function boost_pairs(member uuid, words text) returns bigint[]
language sql immutable strict parallel safe cost 2000 as $$
  select coalesce(array_agg(distinct hashtextextended(c[i] || c[i + 1], hashtextextended(member::text, 0))), '{}')
  from (select string_to_array(lower(normalize(words, nfkc)), null) as c) t, generate_series(1, cardinality(c) - 1) i
  where c[i] !~ '\s' and c[i + 1] !~ '\s'
$$;

create index proof_pairs on proof using gin (boost_pairs(member_id, text)) where deleted_at is null;
create index check_in_of_member on check_in (member_id, day) where revoked_at is null;
create index check_in_of_proof on check_in (proof_id) where revoked_at is null;

-- What a proof counts for: its first day and the challenges' titles; no row when it counts for nothing asked for.
create function boost_counts_for(proof_ uuid, challenge_ uuid, from_ date, to_ date) returns table (day date, titles text[])
language sql stable as $$
  select min(k.day), array_agg(c.title order by c.created_at, c.id)
  from check_in k join challenge c on c.id = k.challenge_id
  where k.proof_id = proof_ and k.revoked_at is null
    and (challenge_ is null or k.challenge_id = challenge_) and k.day between coalesce(from_, '-infinity') and coalesce(to_, 'infinity')
  having count(*) > 0
$$;

-- A page of the proofs whose text holds every one of the words, newest first. Candidates come from their pairs, already in
-- order; each is looked at only until the page is full, so a word that is everywhere costs no more than a rare one.
create function boost_search(member_ uuid, words text[], challenge_ uuid, from_ date, to_ date, skip int, page int)
returns table (proof uuid, day date, titles text[]) language plpgsql stable as $$
declare
  candidate record;
  wanted text[] := (select array_agg(lower(normalize(word, nfkc))) from unnest(words) word);
  pairs bigint[] := boost_pairs(member_, array_to_string(words, ' '));
begin
  for candidate in
    select p.id, p.text from proof p
    where boost_pairs(p.member_id, p.text) @> pairs and p.deleted_at is null
      and p.member_id = member_ and p.undone_at is null
    order by p.posted_at desc, p.id
  loop
    continue when exists (select from unnest(wanted) word where strpos(lower(normalize(candidate.text, nfkc)), word) = 0);
    select c.day, c.titles into day, titles from boost_counts_for(candidate.id, challenge_, from_, to_) c;
    continue when day is null;
    if skip > 0 then
      skip := skip - 1;
      continue;
    end if;
    proof := candidate.id;
    return next;
    page := page - 1;
    exit when page <= 0;
  end loop;
end
$$;
