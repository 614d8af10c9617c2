import { ledgerLine, OUTCOME_COLUMNS, unknownColumn } from "../outcome-file.ts";
import type { Batch, LedgerRow } from "../reading.ts";
import { refuseFile } from "../refuse-file.ts";
import { type CsvFormat, type CsvInput, columns } from "./csv-format.ts";

/**
 * The ledger of one or more operations: what was done and what came of it. Whose it is stands in the column `operation`, else
 * it is said with the import. The rows are checked where they are stored, as those that are sent from the page.
 */
export const operationOutcomes: CsvFormat = {
  format: "operation-outcomes",
  title: "outcomes of operations",
  required: columns(...OUTCOME_COLUMNS),
  read: (input) => {
    const { file, header, choices } = input;
    const unknown = unknownColumn(header);
    if (unknown !== null) throw refuseFile(file, unknown, 1);
    if (header.column("operation") < 0 && choices.operation === undefined) {
      throw refuseFile(
        file,
        "these are outcomes, and nothing says of which operation. Add a column operation with its name or number, say it with --operation, or import the file on the operation's own page (Evaluate, Outcomes).",
        1,
      );
    }
    const whose =
      choices.operation === undefined ? "the operations that its rows name" : `operation ${choices.operation}`;
    return {
      format: "operation-outcomes",
      recognised: `Outcomes of ${whose}.`,
      holds: "operation-outcomes",
      batches: { [Symbol.asyncIterator]: () => readLedger(input) },
    };
  },
};

async function* readLedger({ header, records, choices }: CsvInput): AsyncGenerator<Batch<LedgerRow>> {
  let isHeader = true;
  for await (const batch of records()) {
    const rows = (isHeader ? batch.slice(1) : batch).map((record): LedgerRow => {
      const read = ledgerLine(header, record);
      return { ...read, operation: read.operation ?? choices.operation ?? null, raw: record.raw };
    });
    isHeader = false;
    yield { rows, rejects: [] };
  }
}
