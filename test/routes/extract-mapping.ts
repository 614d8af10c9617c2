type Extract = {
  readonly name: string;
  /** What the column What may say, and the category it stands for. */
  readonly values: Readonly<Record<string, string>>;
  /** Default: nobody knows who made the record. */
  readonly generation?: object;
  /** Fields beside those that every such mapping has. */
  readonly more?: object;
};

/** The mapping of a force's extract, as JSON text, whose columns are Ref, When (to the minute), What, Lng and Lat. */
export function extractMapping({ name, values, generation = { always: "mixed" }, more }: Extract): string {
  return JSON.stringify({
    name,
    title: name,
    id: "Ref",
    occurredFrom: { column: "When", parser: "dd/mm/yyyy HH:MM" },
    category: { column: "What", parser: "values", values },
    place: { longitude: "Lng", latitude: "Lat" },
    generation,
    ...more,
  });
}
