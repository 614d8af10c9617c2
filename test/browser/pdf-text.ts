import { inflateSync } from "node:zlib";

/**
 * The text of each page of a PDF as Chromium writes it: objects in the open, content in Flate streams, glyphs as four
 * hexadecimal digits with a ToUnicode table for each font (ISO 32000-1, 7.3, 9.4.3 and 9.10.3). Of no use for other PDFs.
 */
export function pdfPages(pdf: Buffer): string[] {
  const objects = readObjects(pdf.toString("latin1"));
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\b(?!s)/.test(body));
  return pages.map((page) => {
    const fonts = new Map<string, Map<string, string>>();
    for (const [, name = "", id = ""] of page.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? "")?.[1] ?? "";
      fonts.set(name, unicodeTable(streamOf(objects.get(table) ?? "")));
    }
    const content = /\/Contents (\d+) 0 R/.exec(page)?.[1] ?? "";
    // NFKC: fonts draw "ff" as one sign.
    return shownText(streamOf(objects.get(content) ?? ""), fonts).normalize("NFKC");
  });
}

function readObjects(text: string): Map<string, string> {
  const found = text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g);
  return new Map([...found].map(([, id = "", body = ""]) => [id, body]));
}

function streamOf(body: string): string {
  const start = /stream\r?\n/.exec(body);
  const length = /\/Length (\d+)/.exec(body)?.[1];
  if (start === null || length === undefined) return "";
  // By its length: the data may itself end in a line break.
  const data = body.slice(start.index + start[0].length).slice(0, Number(length));
  return body.includes("/FlateDecode") ? inflateSync(Buffer.from(data, "latin1")).toString("latin1") : data;
}

/** Glyph → character, from the bfchar and bfrange sections. */
function unicodeTable(cmap: string): Map<string, string> {
  const table = new Map<string, string>();
  const put = (glyph: number, text: string) => table.set(glyph.toString(16).padStart(4, "0"), text);
  for (const [, section = ""] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, glyph = "", code = ""] of section.matchAll(/<(\w+)>\s*<(\w+)>/g)) put(hex(glyph), characters(code));
  }
  for (const [, section = ""] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, low = "", high = "", code = ""] of section.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g)) {
      for (let i = 0; i <= hex(high) - hex(low); i++) put(hex(low) + i, String.fromCharCode(hex(code) + i));
    }
  }
  return table;
}

/** Runs of glyphs in the order they are painted. */
function shownText(content: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let text = "";
  let table: ReadonlyMap<string, string> | undefined;
  for (const [, font, glyphs, end] of content.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>|\b(ET)\b/g)) {
    if (font !== undefined) table = fonts.get(font);
    else if (end !== undefined) text += "\n";
    else for (const glyph of glyphs?.match(/.{4}/g) ?? []) text += table?.get(glyph.toLowerCase()) ?? "\ufffd";
  }
  return text;
}

function characters(code: string): string {
  return (code.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(hex(unit))).join("");
}

function hex(digits: string): number {
  return Number.parseInt(digits, 16);
}
