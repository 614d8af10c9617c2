import type { CsvRecord } from "./csv.ts";
import type { Header } from "./csv-header.ts";
import type { Batch, Reject } from "./reading.ts";
import type { Refusal } from "./refusal.ts";

/** What a format does with one record: hand on its rows, or say why it cannot. Pure but for `emit`. */
export type RowParser<Row> = (fields: readonly string[], emit: (row: Row) => void) => Refusal | null;

/** Parser of the rows of one file. `check` is called after each batch and may refuse the whole file. */
export type FileParser<Row> = { readonly parse: RowParser<Row>; readonly check?: () => void };

export type RowReading<Row> = {
  readonly header: Header;
  /** A fresh stream of records for each reading, the header record first. */
  readonly records: () => AsyncIterable<CsvRecord[]>;
  /** A fresh parser for each reading. */
  readonly parser: () => FileParser<Row>;
  /** Raw text of a refused record, where it may not be kept as it is. */
  readonly rawText?: (record: CsvRecord) => string;
};

/** Drive a row parser over the records of a file: good rows and refused ones, batch by batch, in order. */
export async function* readRows<Row>(reading: RowReading<Row>): AsyncGenerator<Batch<Row>> {
  const { parse, check } = reading.parser();
  const columns = reading.header.names.length;
  let header = true;
  for await (const records of reading.records()) {
    const rows: Row[] = [];
    const rejects: Reject[] = [];
    const emit = (row: Row): void => {
      rows.push(row);
    };
    for (const record of records) {
      if (header) {
        header = false;
        continue;
      }
      const refused = record.fault ?? wrongWidth(record, columns) ?? parse(record.fields, emit);
      if (refused !== null) {
        const raw = reading.rawText === undefined ? record.raw : reading.rawText(record);
        rejects.push({ line: record.line, reason: refused.reason, detail: refused.detail, raw });
      }
    }
    check?.();
    yield { rows, rejects };
  }
}

function wrongWidth(record: CsvRecord, columns: number): Refusal | null {
  const found = record.fields.length;
  if (found === columns) return null;
  return { reason: "columns", detail: `${found} ${found === 1 ? "column" : "columns"}, the header has ${columns}` };
}
