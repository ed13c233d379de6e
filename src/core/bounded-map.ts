/** A cache of at most `max` entries: setting one more drops the entry that was set longest ago. */
export function createBoundedMap<K, V>(max: number): Map<K, V> {
  const map = new Map<K, V>();
  const set = map.set.bind(map);
  map.set = (key, value) => {
    map.delete(key);
    set(key, value);
    if (map.size > max) map.delete(map.keys().next().value!);
    return map;
  };
  return map;
}
