-- The search terms of a text: a hash of every pair of neighbouring characters without a blank, hashed together with the member. A
-- text can contain given words only if its pairs include all of theirs. Reads no table.
-- So a search works from two characters on, in any script and in the middle of words, without an extension, and one member's rare
-- pair leads to nobody else's proofs. The text is normalized as in boost_search: NFKC, lower case, all blanks alike. The time grows
-- linearly with the text. It is plpgsql so that it is planned once and not for every row, and its declared cost keeps the planner from
-- evaluating it row by row.
-- The index proof_pairs is built on this function: a change of the function requires that the index is rebuilt.
create or replace function boost_pairs(member uuid, words text) returns bigint[]
language plpgsql immutable strict parallel safe cost 2000 as $$
declare
  -- All blanks are alike. As a variable the array is expanded once, not for each character.
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
