/** What a place is grouped by, from the name it has in the database. @param place "key:…" or "point:lng,lat" */
export function readPlaceName(place: string): { groupedBy: "location_key" | "snapped_point"; key: string } {
  const key = place.slice(place.indexOf(":") + 1);
  return { groupedBy: place.startsWith("key:") ? "location_key" : "snapped_point", key };
}
