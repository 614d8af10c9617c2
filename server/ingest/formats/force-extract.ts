import { type Force, forceByCode } from "../force-names.ts";
import { type Mapping, readMapping, shippedMappings } from "../mapping.ts";
import { readRows } from "../read-rows.ts";
import { keepColumns } from "../redact.ts";
import { refuseFile } from "../refuse-file.ts";
import { type CsvFormat, type CsvInput, chosenDataset, columns } from "./csv-format.ts";
import { extractParser } from "./extract-row.ts";

/**
 * A force's own export, read through a mapping: the one chosen, or else the shipped ones, each a format that is told by
 * the columns it names.
 * @param choice a shipped mapping's name or the JSON text of one
 */
export function extractFormats(choice: string | undefined): CsvFormat[] {
  const mappings = choice === undefined ? shippedMappings() : [readMapping(choice)];
  return mappings.map((mapping) => ({
    format: "force-extract",
    title: `force extract (${mapping.name})`,
    required: columns(...mappedColumns(mapping)),
    read: (input) => {
      const force = forceOf(mapping, input);
      return {
        format: "force-extract",
        recognised: `${mapping.title} of ${force.name}, read by the mapping ${mapping.name}; other columns are not stored.`,
        holds: "incidents",
        dataset: chosenDataset(input.choices, { code: "force-records", title: "Force records" }),
        recordKind: "extract",
        replaces: "ids",
        batches: {
          [Symbol.asyncIterator]: () =>
            readRows({
              ...input,
              parser: () => extractParser(mapping, force, input),
              rawText: keepColumns(input.header, mappedColumns(mapping)),
            }),
        },
      };
    },
  }));
}

/** All columns that a mapping names; the file must have each of them. */
function mappedColumns(mapping: Mapping): string[] {
  const { place, generation } = mapping;
  const names = [
    mapping.id,
    mapping.occurredFrom.column,
    mapping.occurredTo?.column,
    mapping.category.column,
    ...("easting" in place ? [place.easting, place.northing] : [place.longitude, place.latitude]),
    "column" in generation ? generation.column : undefined,
    mapping.offenceCode,
    mapping.drug?.column,
    mapping.outcome?.column,
    mapping.source?.column,
    mapping.locationText,
    mapping.locationKey,
  ];
  return [...new Set(names.filter((name) => name !== undefined))];
}

function forceOf(mapping: Mapping, { choices, file }: CsvInput): Force {
  const code = choices.force ?? mapping.force;
  if (code === undefined) {
    throw refuseFile(file, `a ${mapping.title}, and it is not said whose. Say --force, e.g. --force metropolitan.`);
  }
  const force = forceByCode(code);
  if (force === null)
    throw refuseFile(file, `there is no force "${code}". Use police.uk's slug, e.g. metropolitan, west-midlands.`);
  return force;
}
