-- Search over one's own proofs, from two characters in any script, at any place in a word, without an extension: what is
-- indexed is every pair of neighbouring characters, hashed together with its member. So one member's rare pair is found
-- among everybody's proofs in one look, and the index never leads to anybody else's.
create function boost_pairs(member uuid, words text) returns bigint[]
language sql immutable strict parallel safe as $$
  select coalesce(array_agg(distinct hashtextextended(c[i] || c[i + 1], hashtextextended(member::text, 0))), '{}')
  from (select string_to_array(lower(normalize(words, nfkc)), null) as c) t, generate_series(1, cardinality(c) - 1) i
  where c[i] !~ '\s' and c[i + 1] !~ '\s'
$$;

create index proof_pairs on proof using gin (boost_pairs(member_id, text)) where deleted_at is null;
create index check_in_of_member on check_in (member_id, day) where revoked_at is null;
create index check_in_of_proof on check_in (proof_id) where revoked_at is null;
