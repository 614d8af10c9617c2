import type { ImportJobBody, ImportReportBody } from "../api/types.ts";

/** One line on where an import stands. */
export function progressLine(job: ImportJobBody): string {
  const share = job.bytesTotal > 0 ? ` ${Math.min(100, Math.floor((100 * job.bytesDone) / job.bytesTotal))} %` : "";
  return `${job.phase ?? job.status}${share} · ${count(job.rowsRead)} rows`;
}

/** The report of an ended import, for a terminal. */
export function describeImport(job: ImportJobBody): string {
  const head = `Import ${job.id}: ${job.status}`;
  if (job.error !== null) return `${head}\n  ${job.error.message}`;
  return job.report === null ? head : [head, ...reportLines(job.report)].join("\n");
}

function reportLines(report: ImportReportBody): string[] {
  const lines = report.files.map(
    ({ name, rows, note }) => `  ${name}: ${count(rows)} rows${note === null ? "" : ` · ${note}`}`,
  );
  lines.push(
    `  read ${count(report.read)}, accepted ${count(report.accepted)}, refused ${count(report.refused)}, replaced ${count(report.replaced)}, updated ${count(report.updated)}`,
  );
  if (report.refused > 0) lines.push(`  refused because of ${counts(report.refusedByReason)}`);
  if (report.geocodedShare !== null) {
    lines.push(
      `  with a location ${(100 * report.geocodedShare).toFixed(1)} % (${count(report.notMapped)} rows are kept without one)`,
    );
  }
  if (Object.keys(report.marked).length > 0) lines.push(`  kept and marked: ${counts(report.marked)}`);
  if (report.span !== null) lines.push(`  from ${report.span.from} to ${report.span.to}`);
  if (Object.keys(report.categories).length > 0) lines.push(`  categories: ${counts(report.categories)}`);
  return [...lines, ...report.warnings.map((warning) => `  Note: ${warning}`)];
}

function counts(byName: Readonly<Record<string, number>>): string {
  return Object.entries(byName)
    .sort(([, a], [, b]) => b - a)
    .map(([name, n]) => `${name} ${count(n)}`)
    .join(", ");
}

function count(n: number): string {
  return n.toLocaleString("en-GB");
}
