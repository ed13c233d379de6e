-- A page of a member's own proofs whose text contains every one of `words`, newest first, each with the result of boost_counts_for;
-- the first `skip` of them are left out. Deleted and undone proofs are never found. Writes nothing.
-- The index yields candidates by their pairs (boost_pairs); then the words themselves are searched for, since the pairs may stand
-- apart. It is a loop and not one statement so that candidates are checked only until the page is full: a word that is in every proof
-- costs no more than a rare one.
create or replace function boost_search(member_ uuid, words text[], challenge_ uuid, from_ date, to_ date, skip int, page int)
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
