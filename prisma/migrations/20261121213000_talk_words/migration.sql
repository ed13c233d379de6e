-- Whose words are to be forgotten when they are a month old, found without reading all that was ever said.
create index talk_turn_words on talk_turn (at) where text <> '' or answer is not null;
