/** A map that forgets what was set longest ago beyond `max` entries: for knowledge that can be asked for again. */
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
