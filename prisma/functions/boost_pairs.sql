-- What a text is searched by: the hash of every pair of neighbouring characters without a blank, hashed together with the member.
-- A text holds given words only if its pairs hold theirs. Reads nothing.
-- So a search works from two characters on, in any script and in the middle of words, without an extension, and one member's rare
-- pair leads to nobody else's proofs. The text is taken as search takes it (boost_search): NFKC, small letters, any blank like
-- another. Its time grows with the text and not with its square; as plpgsql it is planned once and not for every row, and its cost
-- keeps the planner from working it out row by row.
-- The index proof_pairs is of this function: another text of it needs the index built anew.
create or replace function boost_pairs(member uuid, words text) returns bigint[]
language plpgsql immutable strict parallel safe cost 2000 as $$
declare
  -- Any blank is one like another. As a variable the array is taken apart once, not at each letter.
  letters text[] := string_to_array(regexp_replace(lower(normalize(words, nfkc)), '\s', ' ', 'g'), null);
  seed bigint := hashtextextended(member::text, 0);
  pairs bigint[] := '{}';
begin
  for i in 1 .. cardinality(letters) - 1 loop
    if letters[i] <> ' ' and letters[i + 1] <> ' ' then
      pairs := pairs || hashtextextended(letters[i] || letters[i + 1], seed);
    end if;
  end loop;
  return pairs;
end
$$;
