export type Force = { readonly code: string; readonly name: string };

/**
 * The 43 territorial forces of England and Wales, British Transport Police and the Police Service of Northern Ireland,
 * by the slug in police.uk's file names. Source: data.police.uk/docs/method/forces and the "Falls within" column.
 */
const FORCES: readonly Force[] = [
  { code: "avon-and-somerset", name: "Avon and Somerset Constabulary" },
  { code: "bedfordshire", name: "Bedfordshire Police" },
  { code: "btp", name: "British Transport Police" },
  { code: "cambridgeshire", name: "Cambridgeshire Constabulary" },
  { code: "cheshire", name: "Cheshire Constabulary" },
  { code: "city-of-london", name: "City of London Police" },
  { code: "cleveland", name: "Cleveland Police" },
  { code: "cumbria", name: "Cumbria Constabulary" },
  { code: "derbyshire", name: "Derbyshire Constabulary" },
  { code: "devon-and-cornwall", name: "Devon & Cornwall Police" },
  { code: "dorset", name: "Dorset Police" },
  { code: "durham", name: "Durham Constabulary" },
  { code: "dyfed-powys", name: "Dyfed-Powys Police" },
  { code: "essex", name: "Essex Police" },
  { code: "gloucestershire", name: "Gloucestershire Constabulary" },
  { code: "greater-manchester", name: "Greater Manchester Police" },
  { code: "gwent", name: "Gwent Police" },
  { code: "hampshire", name: "Hampshire Constabulary" },
  { code: "hertfordshire", name: "Hertfordshire Constabulary" },
  { code: "humberside", name: "Humberside Police" },
  { code: "kent", name: "Kent Police" },
  { code: "lancashire", name: "Lancashire Constabulary" },
  { code: "leicestershire", name: "Leicestershire Police" },
  { code: "lincolnshire", name: "Lincolnshire Police" },
  { code: "merseyside", name: "Merseyside Police" },
  { code: "metropolitan", name: "Metropolitan Police Service" },
  { code: "norfolk", name: "Norfolk Constabulary" },
  { code: "north-wales", name: "North Wales Police" },
  { code: "north-yorkshire", name: "North Yorkshire Police" },
  { code: "northamptonshire", name: "Northamptonshire Police" },
  { code: "northern-ireland", name: "Police Service of Northern Ireland" },
  { code: "northumbria", name: "Northumbria Police" },
  { code: "nottinghamshire", name: "Nottinghamshire Police" },
  { code: "south-wales", name: "South Wales Police" },
  { code: "south-yorkshire", name: "South Yorkshire Police" },
  { code: "staffordshire", name: "Staffordshire Police" },
  { code: "suffolk", name: "Suffolk Constabulary" },
  { code: "surrey", name: "Surrey Police" },
  { code: "sussex", name: "Sussex Police" },
  { code: "thames-valley", name: "Thames Valley Police" },
  { code: "warwickshire", name: "Warwickshire Police" },
  { code: "west-mercia", name: "West Mercia Police" },
  { code: "west-midlands", name: "West Midlands Police" },
  { code: "west-yorkshire", name: "West Yorkshire Police" },
  { code: "wiltshire", name: "Wiltshire Police" },
];

/** Names that police.uk has used beside the ones above, by their slug. */
const OTHER_NAMES: readonly (readonly [string, string])[] = [
  ["Hampshire and Isle of Wight Constabulary", "hampshire"],
  ["PSNI", "northern-ireland"],
  ["BTP", "btp"],
];

const BY_CODE = new Map(FORCES.map((force) => [force.code, force]));
const BY_NAME = new Map(FORCES.map((force) => [nameKey(force.name), force]));
for (const [name, code] of OTHER_NAMES) {
  const force = BY_CODE.get(code);
  if (force !== undefined) BY_NAME.set(nameKey(name), force);
}

/** The force of a slug ("metropolitan"), or null. */
export function forceByCode(code: string): Force | null {
  return BY_CODE.get(code) ?? null;
}

/** The force of a name as police.uk publishes it, without regard to case, "&" and "Police" or "Constabulary"; or null. */
export function forceByName(name: string): Force | null {
  return BY_NAME.get(nameKey(name)) ?? null;
}

function nameKey(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace("&", "and")
    .replace(/ (police service|police|constabulary)$/, "");
}
