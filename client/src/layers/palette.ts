/** Colours of the map's ground. The page's own are in styles/tokens.css; the canvas cannot read those. */
export const GROUND = "#f3f1ec";
export const WATER = "#dfe8ec";
export const WATER_INK = "#4a6b7c";
export const WARD_LINE = "#cfcdc6";
export const BOROUGH_LINE = "#5b5953";
export const INK = "#16222a";
export const MUTED_INK = "#4c5961";
export const ATTENTION = "#ffb000";
export const WHITE = "#ffffff";

/** Family names that no font has, so that only their weight counts: MapLibre reads it from the first name. */
export const BOLD_FONT = ["Hexbeat Bold", "system-ui"];
export const REGULAR_FONT = ["Hexbeat Regular", "system-ui"];
