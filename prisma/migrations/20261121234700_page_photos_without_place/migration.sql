-- The page keeps of a photo what it shows of it, which tells neither where nor with what it was taken; so of those kept before, too.
update web_file f set bytes = copy.bytes, size = copy.size
  from web_file copy where copy.id = f.id || '.shown';
