export type Yaml = string | Yaml[] | { [key: string]: Yaml };
type Line = { readonly indent: number; readonly text: string; readonly number: number };

/**
 * Read the part of YAML that docker-compose.yml is written in: nested maps, lists of scalars, flow lists, plain and
 * double-quoted scalars (all kept as strings), whole-line comments.
 * @throws Error on anything else, so that nothing is ever misread in silence
 */
export function readYaml(source: string): { [key: string]: Yaml } {
  const lines = source.split("\n").flatMap((raw, index): Line[] => {
    const text = raw.trim();
    if (text === "" || text.startsWith("#")) return [];
    return [{ indent: raw.length - raw.trimStart().length, text, number: index + 1 }];
  });
  const state = { lines, at: 0 };
  const value = readBlock(state, 0);
  if (state.at < lines.length || typeof value === "string" || Array.isArray(value)) throw unreadable(lines[state.at]);
  return value;
}

function readBlock(state: { lines: Line[]; at: number }, indent: number): Yaml {
  const first = state.lines[state.at];
  if (first === undefined || first.indent !== indent) throw unreadable(first);
  return first.text.startsWith("- ") ? readList(state, indent) : readMap(state, indent);
}

function readList(state: { lines: Line[]; at: number }, indent: number): Yaml[] {
  const items: Yaml[] = [];
  for (let line = state.lines[state.at]; line?.indent === indent; line = state.lines[++state.at]) {
    if (!line.text.startsWith("- ")) throw unreadable(line);
    items.push(readScalar(line.text.slice(2).trim(), line));
  }
  return items;
}

function readMap(state: { lines: Line[]; at: number }, indent: number): { [key: string]: Yaml } {
  const map: { [key: string]: Yaml } = {};
  for (let line = state.lines[state.at]; line?.indent === indent; line = state.lines[state.at]) {
    const [, key, rest] = /^([\w-]+):(?:\s+(.*))?$/.exec(line.text) ?? [];
    if (key === undefined || key in map) throw unreadable(line);
    state.at += 1;
    const next = state.lines[state.at];
    if (rest !== undefined) map[key] = readValue(rest, line);
    else if (next !== undefined && next.indent > indent) map[key] = readBlock(state, next.indent);
    else throw unreadable(line);
  }
  return map;
}

function readValue(text: string, line: Line): Yaml {
  if (text === "{}") return {};
  if (!text.startsWith("[")) return readScalar(text, line);
  if (!text.endsWith("]")) throw unreadable(line);
  const items = text.slice(1, -1).match(/"[^"]*"|[^,\s"][^,"]*/g) ?? [];
  return items.map((item) => readScalar(item.trim(), line));
}

function readScalar(text: string, line: Line): string {
  const quoted = /^"([^"\\]*)"$/.exec(text)?.[1];
  if (quoted !== undefined) return quoted;
  if (/^["'&*!|>%@`{[]/.test(text) || /\s#/.test(text) || (/:\s/.test(text) && !text.startsWith("${"))) {
    if (!/^postgres:\/\//.test(text)) throw unreadable(line);
  }
  return text;
}

function unreadable(line: Line | undefined): Error {
  return new Error(
    line === undefined ? "the file ends too early" : `line ${line.number} is not read here: ${line.text}`,
  );
}
