-- What managers were told of an appeal, by the act it is about: looked for when whoever appealed is erased
-- (adapters/postgres/tx/erase-words.ts). They are few, and the table holds all that was ever said.
create index delivery_appeal on delivery (split_part(key, ':', 2)) where key like 'appeal:%';
