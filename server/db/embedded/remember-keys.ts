/** Of all that the embedded database lists, only PostGIS's table of exports (some 23,000 names) is as long as this. */
const LONG = 5_000;

/**
 * Make a second `Object.keys` of the same very long object free, in the thread that calls this.
 * PGlite 0.5.8 lists all exports of PostGIS for each of its functions that is looked up, to find a position it never uses in a
 * single thread (emscripten's `__dlsym_js`): 4 of the 5 seconds of CREATE EXTENSION, and 4 ms at the first call of any function.
 */
export function rememberLongKeyLists(): void {
  const list = Object.keys;
  const remembered = new WeakMap<object, string[]>();
  Object.keys = (object: object) => {
    const known = remembered.get(object);
    if (known !== undefined) return known;
    const keys = list(object);
    if (keys.length > LONG) remembered.set(object, keys);
    return keys;
  };
}
